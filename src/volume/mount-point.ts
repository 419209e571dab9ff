/** One resolved mount of a container: what inspect shows, and what the spec is built from. */
export interface MountPoint {
  readonly type: 'bind' | 'tmpfs' | 'volume' | 'image';
  /** Host path of a bind; empty for tmpfs. */
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
  /** Volume name and driver. */
  readonly name?: string;
  readonly driver?: string;
  /** Whether a missing bind source is created as a directory (`-v`, or CreateMountpoint). */
  readonly createSource: boolean;
  /** Which field it came from, so that inspect and conflicts can tell. */
  readonly origin: 'binds' | 'mounts' | 'tmpfs';
  /** How deep read-only reaches into mounts below; `force` fails where the kernel cannot. Default `try`. */
  readonly recursiveReadOnly?: 'never' | 'try' | 'force';
}
