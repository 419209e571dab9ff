import {
  canonicalName,
  familiarName,
  type ImageRef,
  parseImageRef,
  withDefaultTag,
} from '../../lib/image-ref.ts';
import { type Catalog, type CatalogImage, isDanglingName } from './catalog.ts';
import { ambiguousReference, noSuchImage } from './errors.ts';

export interface Found {
  readonly image: CatalogImage;
  /** The canonical name that was asked for; absent when it was found by its id. */
  readonly name?: string;
}

const FULL_ID = /^(?:sha256:)?([0-9a-f]{64})$/;
/** moby: shorter texts are never taken for an id. */
const SHORT_ID = /^(?:sha256:)?([0-9a-f]{4,64})$/;

/**
 * Finds an image by full id, name (`:latest` is implied), name with digest, or unique beginning of its id.
 * In memory; a name wins over an id that begins alike.
 * @throws invalidArgument, notFound
 */
export function lookUp(catalog: Catalog, ref: string): Found {
  const full = FULL_ID.exec(ref);
  if (full !== null) return byDigest(catalog, `sha256:${full[1] ?? ''}`);
  const parsed = withDefaultTag(parseImageRef(ref));
  const found =
    parsed.digest === undefined
      ? byTag(catalog, parsed)
      : byRepositoryDigest(catalog, parsed, parsed.digest);
  const other = found ?? byPrefix(catalog, ref);
  if (other !== undefined) return other;
  throw noSuchImage(familiarName(parsed));
}

function byDigest(catalog: Catalog, digest: string): Found {
  const image = catalog.image(digest);
  if (image !== undefined) return { image };
  throw noSuchImage(digest);
}

function byTag(catalog: Catalog, ref: ImageRef): Found | undefined {
  const name = canonicalName(ref);
  const info = catalog.name(name);
  const image = info === undefined ? undefined : catalog.image(info.target.digest);
  return image === undefined ? undefined : { image, name };
}

/** `busybox@sha256:…` means that digest, if the repository has a name for it. */
function byRepositoryDigest(catalog: Catalog, ref: ImageRef, digest: string): Found | undefined {
  const image = catalog.image(digest);
  const repository = `${ref.domain}/${ref.path}`;
  const named = image?.names.find(({ name }) => repositoryOf(name) === repository);
  if (image === undefined || named === undefined) return undefined;
  return { image, name: named.name };
}

function byPrefix(catalog: Catalog, ref: string): Found | undefined {
  const prefix = SHORT_ID.exec(ref)?.[1];
  if (prefix === undefined) return undefined;
  const [digest, ...others] = catalog.startingWith(prefix);
  if (others.length > 0) throw ambiguousReference();
  const image = digest === undefined ? undefined : catalog.image(digest);
  return image === undefined ? undefined : { image };
}

/** `docker.io/library/busybox` of a canonical name; undefined for the dangling name and foreign ones. */
export function repositoryOf(name: string): string | undefined {
  const ref = parseStoredName(name);
  return ref === undefined ? undefined : `${ref.domain}/${ref.path}`;
}

/** A name of containerd's image store; others may have written names that Docker does not know. */
export function parseStoredName(name: string): ImageRef | undefined {
  if (isDanglingName(name)) return undefined;
  try {
    return parseImageRef(name);
  } catch {
    return undefined;
  }
}
