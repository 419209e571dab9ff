import { isDigest } from '../../image/digest.ts';
import { takeLease } from '../../image/lease.ts';
import { parsePlatform } from '../../image/platform.ts';
import { pullImage } from '../../image/pull/pull-image.ts';
import { decodeRegistryAuth } from '../../image/registry/credentials.ts';
import type { Repository, Resolved } from '../../image/registry/repository.ts';
import { invalidArgument } from '../../lib/errors.ts';
import {
  canonicalName,
  familiarName,
  familiarRepository,
  type ImageRef,
  parseImageRef,
} from '../../lib/image-ref.ts';
import { announce, labelsForEvents } from './announce.ts';
import { type ImageScope, NAMES_LOCK } from './deps.ts';
import { pullRefused, reservedName } from './errors.ts';
import type { ProgressSink, RegistryOptions } from './image-mgr.ts';
import { putName } from './put-name.ts';

const TAG = /^\w[\w.-]{0,127}$/;

export interface PullOptions extends RegistryOptions {
  readonly platform?: string;
}

interface Pull {
  readonly scope: ImageScope;
  readonly repository: Repository;
  readonly platform: ImageScope['host'];
  readonly progress: ProgressSink;
  readonly signal: AbortSignal;
}

/**
 * Pulls the image of a tag or digest; without either, those of all tags of the repository. The first record is sent when
 * the registry has answered: what it refuses before is an ordinary error.
 * @throws invalidArgument, forbidden, notFound and the other classes of a registry's refusal, internal `Get "https://…`
 */
export async function pull(
  scope: ImageScope,
  wanted: { readonly name: string; readonly tag: string },
  options: PullOptions & { readonly progress: ProgressSink },
  signal: AbortSignal,
): Promise<void> {
  const ref = parseWanted(wanted);
  const repositoryName = familiarRepository(ref);
  if (repositoryName === 'scratch') throw reservedName(repositoryName);
  const { platform: text = '', registryAuth, userAgent, progress } = options;
  const platform = text === '' ? scope.host : parsePlatform(text, scope.host);
  const credentials = decodeRegistryAuth(registryAuth);
  const repository = await scope.registries.open(ref, { credentials, client: userAgent });
  const task = { scope, repository, platform, progress, signal };
  const refs = await refsOf(task, ref);
  let isNewer = false;
  for (const one of refs) isNewer = (await pullOne(task, one)) || isNewer;
  const shown = familiarName(ref);
  progress({
    status: isNewer
      ? `Status: Downloaded newer image for ${shown}`
      : `Status: Image is up to date for ${shown}`,
  });
  const labels = await labelsOf(scope, refs[0], signal);
  announce(scope, 'pull', { id: shown, name: repositoryName, labels });
}

/** `tag` may be a digest; it wins over what the name says. moby: postImagesCreate. @throws invalidArgument */
function parseWanted({ name, tag }: { readonly name: string; readonly tag: string }): ImageRef {
  const { domain, path, tag: ownTag, digest } = parseImageRef(name);
  if (tag === '') {
    if (digest !== undefined) return withDigest({ domain, path }, digest);
    return { domain, path, ...(ownTag === undefined ? {} : { tag: ownTag }) };
  }
  if (tag.includes(':')) return withDigest({ domain, path }, tag);
  if (TAG.test(tag)) return { domain, path, tag };
  throw invalidArgument('invalid tag format');
}

function withDigest(ref: ImageRef, digest: string): ImageRef {
  if (isDigest(digest)) return { ...ref, digest };
  throw invalidArgument('invalid tag format');
}

/** @throws notFound when a repository without a given tag does not exist */
async function refsOf(task: Pull, ref: ImageRef): Promise<readonly ImageRef[]> {
  if (ref.tag !== undefined || ref.digest !== undefined) return [ref];
  const tags = await asked(ref, () => task.repository.tags(task.signal));
  return tags.map((tag) => ({ ...ref, tag }));
}

/** @returns whether the name means another image now */
async function pullOne(task: Pull, ref: ImageRef): Promise<boolean> {
  const { scope, repository, platform, progress, signal } = task;
  const reference = ref.digest ?? ref.tag ?? '';
  const resolved = await asked(ref, () => repository.resolve(reference, signal));
  const id = ref.digest === undefined ? reference : canonicalName(ref);
  progress({ status: `Pulling from ${ref.path}`, id });
  await using lease = await takeLease(scope.containerd, scope.log, signal);
  await asked(ref, () =>
    pullImage(scope, resolved, { repository, ref, platform, report: progress, lease, signal }),
  );
  const isNewer = await giveName(scope, ref, resolved, signal);
  progress({ status: `Digest: ${resolved.descriptor.digest}` });
  return isNewer;
}

async function giveName(
  scope: ImageScope,
  ref: ImageRef,
  { descriptor }: Resolved,
  signal: AbortSignal,
): Promise<boolean> {
  const name = canonicalName(ref);
  using _names = await scope.locks.acquire(NAMES_LOCK, signal);
  scope.catalog.forgetDetails(descriptor.digest);
  const before = scope.catalog.name(name)?.target.digest;
  await putName(scope, name, descriptor, signal);
  return before !== descriptor.digest;
}

/** Says Docker's sentence where the registry's alone would not help. */
async function asked<T>(ref: ImageRef, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (err) {
    throw pullRefused(ref, err);
  }
}

async function labelsOf(
  scope: ImageScope,
  ref: ImageRef | undefined,
  signal: AbortSignal,
): Promise<Readonly<Record<string, string>>> {
  const target = ref === undefined ? undefined : scope.catalog.name(canonicalName(ref))?.target;
  return target === undefined ? {} : await labelsForEvents(scope, target.digest, signal);
}
