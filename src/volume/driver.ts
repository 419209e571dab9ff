/** What a driver has to know of a volume. */
export interface DriverVolume {
  readonly name: string;
  readonly options: Readonly<Record<string, string>> | null;
}

/**
 * Where volumes live. Everything is named after the volume, and everything but `check` may be repeated:
 * what a crash cut short is done again.
 */
export interface VolumeDriver {
  /** @throws invalidArgument for a name or options that the driver does not take */
  check(volume: DriverVolume): void;
  create(volume: DriverVolume): Promise<void>;
  /** With all data. What is gone already is fine. */
  remove(volume: DriverVolume): Promise<void>;
  /** The host's directory of the data. */
  mountpoint(name: string): string;
  /** Makes the data reachable. @returns the directory */
  mount(volume: DriverVolume): Promise<string>;
  /** Not mounted is not an error. */
  unmount(volume: DriverVolume): Promise<void>;
  /**
   * Copies the directory that `source` is a descriptor of into the volume, with owners, modes and extended
   * attributes, unless the volume has content already.
   */
  populate(volume: DriverVolume, source: number, options: PopulateOptions): Promise<void>;
  /** Bytes of the data. */
  usage(name: string, signal: AbortSignal): Promise<number>;
}

export interface PopulateOptions {
  /** Whether running containers have the volume: its directory must stay the same one. */
  readonly inUse: boolean;
  readonly signal: AbortSignal;
}
