/** One resolved mount of a container: what inspect shows, and what the spec is built from. */
export interface MountPoint {
  readonly type: 'bind' | 'tmpfs' | 'volume' | 'image';
  /** Host path of a bind, or of a volume's data once it is made; empty for tmpfs. */
  readonly source: string;
  /** Absolute and clean. */
  readonly destination: string;
  readonly readWrite: boolean;
  /** The mode string as inspect shows it, e.g. `ro,z`. */
  readonly mode: string;
  /** `rprivate` … ; empty where it does not apply. */
  readonly propagation: string;
  /** Further OCI mount options, e.g. `rbind`, `size=64m`. */
  readonly options: readonly string[];
  /** Volume name and driver; no name yet for one that the engine names. */
  readonly name?: string;
  readonly driver?: string;
  readonly volume?: VolumePart;
  /** Whether a missing bind source is created as a directory (`-v`, or CreateMountpoint). */
  readonly createSource: boolean;
  /** Which field it came from, so that inspect and conflicts can tell. */
  readonly origin: 'binds' | 'mounts' | 'tmpfs' | 'image' | 'from';
  /** How deep read-only reaches into mounts below; `force` fails where the kernel cannot. Default `try`. */
  readonly recursiveReadOnly?: 'never' | 'try' | 'force';
}

/** What only mounts of volumes have. */
export interface VolumePart {
  /** Nobody named it: it goes with its container when that is wished. */
  readonly anonymous: boolean;
  /** Whether what the image has there is copied into an empty volume. */
  readonly copy: boolean;
  /** Only this directory below the data is shown. */
  readonly subpath?: string;
  /** For a volume that is made on the way. */
  readonly labels: Readonly<Record<string, string>> | null;
  readonly options: Readonly<Record<string, string>> | null;
}
