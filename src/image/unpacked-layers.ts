import type { Containerd } from '../ctrd/containerd.ts';
import { isCode } from '../lib/errors.ts';

/** On a layer's snapshot: the layer's size as Docker counts it, in bytes. */
export const SIZE_LABEL = 'joey.layer-size';

/**
 * Which layers are unpacked, and how large they are: in memory, filled from the snapshotter's list.
 * Snapshots of layers are named after their chain id and never change.
 */
export class UnpackedLayers {
  readonly #snapshots: Containerd['snapshots'];
  readonly #snapshotter: string;
  #sizes = new Map<string, number | undefined>();

  constructor(containerd: Pick<Containerd, 'snapshots'>, snapshotter: string) {
    this.#snapshots = containerd.snapshots;
    this.#snapshotter = snapshotter;
  }

  has(chainId: string): boolean {
    return this.#sizes.has(chainId);
  }

  add(chainId: string, size: number | undefined): void {
    this.#sizes.set(chainId, size ?? this.#sizes.get(chainId));
  }

  /** Bytes; undefined where the layer is not unpacked. */
  async size(chainId: string, signal: AbortSignal): Promise<number | undefined> {
    if (!this.has(chainId)) return undefined;
    const known = this.#sizes.get(chainId);
    if (known !== undefined) return known;
    try {
      const { size } = await this.#snapshots.usage(this.#snapshotter, chainId, signal);
      this.#sizes.set(chainId, size);
      return size;
    } catch (err) {
      if (!isCode(err, 'notFound')) throw err;
      this.#sizes.delete(chainId);
      return undefined;
    }
  }

  /** Compares with the snapshotter. */
  async refresh(signal: AbortSignal): Promise<void> {
    const sizes = new Map<string, number | undefined>();
    for (const { key, kind, labels } of await this.#snapshots.list(this.#snapshotter, signal)) {
      if (kind !== 'committed' || !key.startsWith('sha256:')) continue;
      const labelled = labels[SIZE_LABEL];
      sizes.set(key, labelled === undefined ? this.#sizes.get(key) : Number(labelled));
    }
    this.#sizes = sizes;
  }
}
