import type { ArchivedImage } from '../../image/archive/archived-image.ts';
import { type ReadArchive, readArchive } from '../../image/archive/read-archive.ts';
import { chooseImage } from '../../image/choose-platform.ts';
import { describeImage } from '../../image/describe.ts';
import { type Lease, takeLease } from '../../image/lease.ts';
import {
  formatPlatform,
  isSamePlatform,
  parsePlatform,
  type Platform,
} from '../../image/platform.ts';
import { unpack } from '../../image/unpack.ts';
import { notFound } from '../../lib/errors.ts';
import { announce, labelsForEvents } from './announce.ts';
import { danglingName } from './catalog.ts';
import { type ImageScope, NAMES_LOCK } from './deps.ts';
import type { ProgressSink } from './image-mgr.ts';
import { putName } from './put-name.ts';
import { familiarStoredName } from './view/names.ts';

export interface LoadOptions {
  readonly quiet: boolean;
  readonly platform?: string;
}

interface Context {
  readonly scope: ImageScope;
  readonly lease: Lease;
  readonly progress: ProgressSink;
  readonly quiet: boolean;
  readonly wanted: Platform | undefined;
  readonly signal: AbortSignal;
}

/**
 * Loads the images of an archive. Everything is read, checked and unpacked before the first name is given:
 * an archive that is refused changes nothing.
 * @throws invalidArgument, notFound
 */
export async function load(
  scope: ImageScope,
  archive: AsyncIterable<Uint8Array>,
  options: LoadOptions & { readonly progress: ProgressSink },
  signal: AbortSignal,
): Promise<void> {
  const { platform, progress, quiet } = options;
  const wanted = platform === undefined ? undefined : parsePlatform(platform, scope.host);
  await using lease = await takeLease(scope.containerd, scope.log, signal);
  const context = { scope, lease, progress, quiet, wanted, signal };
  const read = await readArchive(scope.containerd.content, archive, lease, signal);
  const lacking: string[] = [];
  for (const image of read.images) {
    if (!(await unpackForUse(context, image, read))) lacking.push(shownName(image));
  }
  if (wanted !== undefined) checkPlatforms(wanted, lacking, read.images.length);
  for (const image of read.images) await publish(context, image);
}

/** @returns false when a platform was asked for that the image lacks */
async function unpackForUse(
  context: Context,
  image: ArchivedImage,
  read: ReadArchive,
): Promise<boolean> {
  const { scope, lease, signal, wanted } = context;
  const details = await describeImage(scope.containerd.content, image.target, signal);
  const node = chooseImage(details, wanted ?? scope.host);
  if (node?.available !== true) return wanted === undefined;
  if (wanted !== undefined && !isSamePlatform(wanted, node.platform)) return false;
  const { configDescriptor, document, layers } = node.image;
  await unpack(
    scope,
    {
      configDigest: configDescriptor.digest,
      layers,
      diffIds: document.diffIds,
      sizes: read.layerSizes,
      onLayer: (layer) => {
        reportLayer(context, layer);
      },
    },
    lease,
    signal,
  );
  return true;
}

function reportLayer(
  { progress, quiet }: Context,
  layer: { readonly diffId: string; readonly descriptor: { readonly size: number } },
): void {
  if (quiet) return;
  const { size } = layer.descriptor;
  progress({
    status: 'Loading layer',
    progressDetail: { current: size, total: size },
    id: layer.diffId.slice('sha256:'.length).slice(0, 12),
  });
}

function checkPlatforms(wanted: Platform, lacking: readonly string[], count: number): void {
  const platform = formatPlatform(wanted);
  const [only] = lacking;
  if (count === 0) throw notFound(`no images providing the requested platform ${platform} found`);
  if (only === undefined) return;
  if (lacking.length === 1) {
    throw notFound(
      `image ${only} was loaded, but doesn't provide the requested platform (${platform})`,
    );
  }
  throw notFound(
    `images [${lacking.join(', ')}] were loaded, but don't provide the requested platform (${platform})`,
  );
}

const shownName = ({ names, target }: ArchivedImage): string => {
  const [first] = names;
  return first === undefined ? target.digest : familiarStoredName(first);
};

async function publish(context: Context, image: ArchivedImage): Promise<void> {
  const { scope, progress, signal } = context;
  const { digest } = image.target;
  {
    using _names = await scope.locks.acquire(NAMES_LOCK, signal);
    scope.catalog.forgetDetails(digest);
    if (image.names.length === 0) await publishUnnamed(context, image);
    for (const name of image.names) {
      reportMoved(context, name, digest);
      await putName(scope, name, image.target, signal);
      progress({ stream: `Loaded image: ${familiarStoredName(name)}\n` });
    }
  }
  announce(scope, 'load', { id: digest, labels: await labelsForEvents(scope, digest, signal) });
}

async function publishUnnamed(
  { scope, progress, signal }: Context,
  { target }: ArchivedImage,
): Promise<void> {
  if (scope.catalog.image(target.digest) === undefined) {
    await putName(scope, danglingName(target.digest), target, signal);
  }
  progress({ stream: `Loaded image ID: ${target.digest}\n` });
}

function reportMoved({ scope, progress }: Context, name: string, digest: string): void {
  const previous = scope.catalog.name(name)?.target.digest;
  if (previous === undefined || previous === digest) return;
  progress({
    stream: `The image ${familiarStoredName(name)} already exists, renaming the old one with ID ${previous} to empty string\n`,
  });
}
