/** What the daemon's configuration says of registries; the values in force, after a reload too. */
export interface RegistrySettings {
  /** Base URLs of mirrors of Docker Hub, in order of preference. */
  readonly registryMirrors: readonly string[];
  /** `host`, `host:port` or CIDR of registries whose certificate is not verified, HTTP allowed. */
  readonly insecureRegistries: readonly string[];
  /** Directories with one directory a registry: `hosts.toml`, `*.crt`, `*.cert` with `*.key`. */
  readonly registryConfigDirs: readonly string[];
  readonly httpProxy: string;
  readonly httpsProxy: string;
  readonly noProxy: string;
  readonly maxConcurrentDownloads: number;
  readonly maxConcurrentUploads: number;
  readonly maxDownloadAttempts: number;
}
