import type { VolumeWish } from './create.ts';
import type { VolumeUse } from './mount.ts';

/** What containers ask of volumes. */
export interface ContainerVolumes {
  /** Makes the volume, or finds the one of the name. @throws invalidArgument, notFound, conflict */
  ensure(wish: VolumeWish, signal: AbortSignal): Promise<EnsuredVolume>;
  /** Fills it from an image's directory, of which `source` is a descriptor, if it is empty. */
  populate(name: string, source: number, signal: AbortSignal): Promise<void>;
  /** For a start. @returns the host's directory */
  mount(use: VolumeUse, signal: AbortSignal): Promise<string>;
  /** A living container that was found at start-up has these. */
  hold(containerId: string, names: readonly string[]): void;
  /** The container has ended. */
  release(containerId: string): Promise<void>;
  /** Every living container has been found: unmounts what nobody has. */
  settle(): Promise<void>;
  /** Within the transaction that removes a container: its anonymous volumes go too, if no other has them. */
  condemn(containerId: string, names: readonly string[]): void;
  /** After it. */
  removeCondemned(names: readonly string[], signal: AbortSignal): Promise<void>;
}

export interface EnsuredVolume {
  readonly name: string;
  readonly driver: string;
  /** The host's directory of the data. */
  readonly mountpoint: string;
}
