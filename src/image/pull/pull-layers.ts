import type { Descriptor } from '../../ctrd/containerd.ts';
import { labelsIfThere } from '../content-presence.ts';
import { chainIdsOf } from '../digest.ts';
import type { ImageDocument } from '../documents/image-document.ts';
import { LayerLine } from '../progress.ts';
import { unpack } from '../unpack.ts';
import type { DownloadProgress } from './downloads.ts';
import type { PullDeps, PullTask } from './pull-task.ts';
import { addSource, sourceLabel } from './source-label.ts';

interface Layers {
  readonly layers: readonly Descriptor[];
  readonly configDigest: string;
  /** The configuration was there before. */
  readonly isKnown: boolean;
  /** Known later than the layers. */
  readonly document: Promise<ImageDocument>;
}

interface Layer {
  readonly line: LayerLine;
  /** The blob is there. */
  readonly here: Promise<void>;
  /** Nothing needed to be done. */
  readonly existed: boolean;
}

/**
 * Begins to download layers side by side and to unpack each as soon as it and those below it are there.
 * @returns what is under way
 */
export async function beginLayers(
  deps: PullDeps,
  image: Layers,
  task: PullTask,
): Promise<readonly Promise<unknown>[]> {
  const layers = await begin(deps, image, task);
  const get = ({ digest }: Descriptor): Layer | undefined => layers.get(digest);
  const downloads = Promise.all([...layers.values()].map(({ here }) => here));
  const unpacking = image.document.then(async ({ diffIds }) => {
    using ticker = new Ticker();
    const request = {
      configDigest: image.configDigest,
      layers: image.layers,
      diffIds,
      ready: async (layer: Descriptor) => await get(layer)?.here,
      onLayer: ({ descriptor }: { descriptor: Descriptor }) => ticker.follow(get(descriptor)?.line),
      onUnpacked: async (layer: Descriptor) => {
        ticker.stop();
        const { here, line, existed } = get(layer) ?? {};
        await here;
        if (existed === false) line?.status('Pull complete');
      },
    };
    await unpack(deps, request, task.lease, task.signal);
  });
  // Whoever waits for them comes one step later.
  unpacking.catch(() => undefined);
  downloads.catch(() => undefined);
  return [downloads, unpacking];
}

/** Tells of all layers in order before the first download reports. */
async function begin(
  deps: PullDeps,
  image: Layers,
  task: PullTask,
): Promise<ReadonlyMap<string, Layer>> {
  const unique = [...new Map(image.layers.map((layer) => [layer.digest, layer])).values()];
  const present = await Promise.all(unique.map((layer) => holdAndLook(deps, layer, task)));
  const unpackedCount = countUnpacked(deps, present);
  // Of an image that is there already nothing is told of its layers.
  const isWhole = image.isKnown && unpackedCount === unique.length;
  const lines = unique.map(({ digest }, at) => {
    const line = new LayerLine(digest, task.report);
    if (!isWhole) line.status(at < unpackedCount ? 'Already exists' : 'Pulling fs layer');
    return line;
  });
  const layers = new Map<string, Layer>();
  for (const [at, descriptor] of unique.entries()) {
    const line = lines[at];
    if (line === undefined) continue;
    const here =
      present[at] === undefined
        ? download(deps, descriptor, line, task)
        : alreadyHere(deps, descriptor, { line, existed: at < unpackedCount }, task);
    here.catch(() => undefined);
    layers.set(descriptor.digest, { line, here, existed: at < unpackedCount });
  }
  return layers;
}

/** @returns the DiffID of a blob that is there, '' where it is not known yet */
async function holdAndLook(
  { containerd }: PullDeps,
  layer: Descriptor,
  { lease, signal }: PullTask,
): Promise<string | undefined> {
  await lease.holdContent(layer.digest, signal);
  const labels = await labelsIfThere(containerd.content, layer, signal);
  return labels === undefined ? undefined : (labels['containerd.io/uncompressed'] ?? '');
}

/** How many layers from the bottom are there and unpacked. */
function countUnpacked({ unpacked }: PullDeps, diffIds: readonly (string | undefined)[]): number {
  const firstUnknown = diffIds.findIndex((diffId) => diffId === undefined || diffId === '');
  const known = diffIds.slice(0, firstUnknown === -1 ? undefined : firstUnknown) as string[];
  const chainIds = chainIdsOf(known);
  const firstMissing = chainIds.findIndex((chainId) => !unpacked.has(chainId));
  return firstMissing === -1 ? chainIds.length : firstMissing;
}

async function alreadyHere(
  { containerd }: PullDeps,
  { digest }: Descriptor,
  { line, existed }: { readonly line: LayerLine; readonly existed: boolean },
  { ref, signal }: PullTask,
): Promise<void> {
  await addSource(containerd.content, digest, ref, signal);
  if (!existed) line.status('Download complete');
}

async function download(
  { downloads }: PullDeps,
  blob: Descriptor,
  line: LayerLine,
  { ref, repository, signal }: PullTask,
): Promise<void> {
  const wanted = { blob, labels: sourceLabel(ref), repository };
  await downloads.fetch(wanted, (progress) => show(line, progress, blob.size), signal);
  line.status('Download complete');
}

function show(line: LayerLine, progress: DownloadProgress, size: number): void {
  switch (progress.state) {
    case 'waiting':
      line.status('Waiting');
      break;
    case 'downloading':
      line.bytes('Downloading', progress.current, size);
      break;
    case 'verifying':
      line.status('Verifying Checksum');
      break;
    case 'retrying':
      line.retrying(progress.seconds);
      break;
  }
}

/** containerd does not tell how far an extraction is: like newer daemons, we tell for how long it has been going on. */
class Ticker implements Disposable {
  #timer: NodeJS.Timeout | undefined;

  follow(line: LayerLine | undefined): void {
    let seconds = 1;
    this.stop();
    line?.seconds('Extracting', seconds);
    this.#timer = setInterval(() => line?.seconds('Extracting', (seconds += 1)), 1000);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  [Symbol.dispose](): void {
    this.stop();
  }
}
