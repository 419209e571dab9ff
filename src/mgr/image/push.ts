import type { Descriptor } from '../../ctrd/containerd.ts';
import { chooseImage, usableImages } from '../../image/choose-platform.ts';
import type { ImageDetails } from '../../image/describe.ts';
import { takeLease } from '../../image/lease.ts';
import { formatPlatform, isSamePlatform, parsePlatform } from '../../image/platform.ts';
import { type ImagePush, pushImage } from '../../image/push/push-image.ts';
import { decodeRegistryAuth } from '../../image/registry/credentials.ts';
import { conflict, invalidArgument, notFound } from '../../lib/errors.ts';
import {
  canonicalName,
  familiarName,
  familiarRepository,
  type ImageRef,
  parseImageRef,
} from '../../lib/image-ref.ts';
import { announce, labelsForEvents } from './announce.ts';
import { type ImageScope, NAMES_LOCK } from './deps.ts';
import { noSuchImage, platformMissing } from './errors.ts';
import type { ProgressSink, RegistryOptions } from './image-mgr.ts';
import { parseStoredName } from './lookup.ts';

export interface PushOptions extends RegistryOptions {
  /** Empty for all tags of the repository. */
  readonly tag: string;
  readonly platform?: string;
}

const TAG = /^\w[\w.-]{0,127}$/;

/** What of an image is sent. */
interface Selection {
  readonly target: Descriptor;
  /** Only a part of it is here: what was chosen in its place, for people and for clients. */
  readonly note?: { readonly text: string; readonly aux: object };
}

/**
 * Pushes the image of a tag, or those of all tags of a repository. Only an unusable name is an ordinary refusal; what
 * fails later is thrown after the first record.
 * @throws invalidArgument, notFound, conflict and the classes of the registry's refusals
 */
export async function push(
  scope: ImageScope,
  name: string,
  options: PushOptions & { readonly progress: ProgressSink },
  signal: AbortSignal,
): Promise<void> {
  const ref = parseTarget(name, options.tag);
  const { progress, registryAuth, userAgent } = options;
  progress({ status: `The push refers to repository [${ref.domain}/${ref.path}]` });
  const refs = tagsToPush(scope, ref);
  const user = { credentials: decodeRegistryAuth(registryAuth), client: userAgent };
  const uploads = await scope.registries.openForPush(ref, user);
  await uploads.connect(signal);
  const settings = scope.registrySettings();
  const task: ImagePush = {
    ...{ content: scope.containerd.content, uploads, ref, report: progress },
    maxAttempts: settings.maxDownloadAttempts,
    maxConcurrent: settings.maxConcurrentUploads,
  };
  for (const one of refs) await pushOne(scope, task, { ref: one, options }, signal);
  const [first] = refs;
  const digest =
    first === undefined ? undefined : scope.catalog.name(canonicalName(first))?.target.digest;
  const labels = digest === undefined ? {} : await labelsForEvents(scope, digest, signal);
  announce(scope, 'push', { id: familiarName(ref), name: familiarRepository(ref), labels });
}

/** @throws invalidArgument */
function parseTarget(name: string, tag: string): ImageRef {
  const { digest, ...ref } = parseImageRef(name);
  if (digest !== undefined) throw invalidArgument('cannot push a digest reference');
  if (tag === '') return ref;
  if (TAG.test(tag)) return { ...ref, tag };
  throw invalidArgument('invalid tag format');
}

/** moby: distribution/push.go, push_v2.go. @throws notFound with their sentences */
function tagsToPush({ catalog }: ImageScope, ref: ImageRef): readonly ImageRef[] {
  const known = catalog
    .images()
    .flatMap(({ names }) => names.map(({ name }) => parseStoredName(name)))
    .filter((stored) => stored?.domain === ref.domain && stored.path === ref.path)
    .flatMap((stored) => (stored?.tag === undefined || stored.digest !== undefined ? [] : [stored]))
    .sort((a, b) => (canonicalName(a) < canonicalName(b) ? -1 : 1));
  if (known.length === 0) {
    throw notFound(`An image does not exist locally with the tag: ${familiarRepository(ref)}`);
  }
  if (ref.tag === undefined) return known;
  if (known.some(({ tag }) => tag === ref.tag)) return [ref];
  throw notFound(`tag does not exist: ${familiarName(ref)}`);
}

async function pushOne(
  scope: ImageScope,
  task: ImagePush,
  { ref, options }: { readonly ref: ImageRef; readonly options: PushOptions },
  signal: AbortSignal,
): Promise<void> {
  const { tag = '' } = ref;
  await using lease = await takeLease(scope.containerd, scope.log, signal);
  const details = await held(scope, ref, lease.id, signal);
  const { target, note } = select(scope, ref, details, options.platform);
  if (note !== undefined) task.report({ status: note.text });
  await pushImage(task, target, tag, signal);
  const { digest, size } = target;
  task.report({ status: `${tag}: digest: ${digest} size: ${size}` });
  if (note !== undefined) task.report({ progressDetail: {}, aux: note.aux });
  task.report({ progressDetail: {}, aux: { Tag: tag, Digest: digest, Size: size } });
}

/** Holds the image, so that a removal in the middle of the push does not take it away. */
async function held(
  scope: ImageScope,
  ref: ImageRef,
  lease: string,
  signal: AbortSignal,
): Promise<ImageDetails> {
  using _names = await scope.locks.acquire(NAMES_LOCK, signal);
  const target = scope.catalog.name(canonicalName(ref))?.target;
  if (target === undefined) throw noSuchImage(familiarName(ref));
  await scope.containerd.leases.addResource(lease, { type: 'content', id: target.digest }, signal);
  const details = await scope.catalog.details(target.digest, signal);
  if (details === undefined) throw noSuchImage(familiarName(ref));
  return details;
}

/** moby: daemon/containerd/image_push.go */
function select(
  { host }: ImageScope,
  ref: ImageRef,
  details: ImageDetails,
  platform: string | undefined,
): Selection {
  const { target, manifests } = details;
  if (platform !== undefined && platform !== '') {
    const wanted = parsePlatform(platform, host);
    const node = chooseImage(details, wanted);
    if (node?.available === true && isSamePlatform(wanted, node.platform)) {
      return { target: node.descriptor };
    }
    throw platformMissing(familiarName(ref), formatPlatform(wanted));
  }
  if (manifests.every(({ available }) => available)) return { target };
  const [only, ...others] = usableImages(details).filter(({ available }) => available);
  if (only === undefined) {
    throw notFound(
      `the content of ${familiarName(ref)} is not complete: pull it again before it is pushed`,
    );
  }
  if (others.length > 0) {
    throw conflict(
      `only some platforms of ${familiarName(ref)} are present: choose one with --platform, or pull all of them`,
    );
  }
  const { mediaType, digest, size } = only.descriptor;
  const selected = { mediaType, digest, size };
  const text = `Not all multiplatform-content is present and only the available single-platform image was pushed\n${target.digest} -> ${digest}`;
  const aux = {
    manifestPushedInsteadOfIndex: true,
    originalIndex: target,
    selectedManifest: selected,
  };
  return { target: selected, note: { text, aux } };
}
