/** What the system manager needs of the daemon's configuration; the values in force, after a reload too. */
export interface SystemSettings {
  readonly dataRoot: string;
  readonly debug: boolean;
  readonly experimental: boolean;
  readonly labels: readonly string[];
  readonly features: Readonly<Record<string, boolean>>;
  readonly logDriver: string;
  readonly snapshotter: string;
  readonly containerdNamespace: string;
  readonly cgroupDriver: 'cgroupfs' | 'systemd';
  readonly defaultCgroupnsMode: string;
  readonly defaultIpcMode: string;
  readonly defaultShmSize: number;
  readonly runtimes: Readonly<Record<string, ConfiguredRuntime>>;
  readonly defaultRuntime: string;
  readonly initPath: string;
  readonly seccompProfile: string;
  readonly noNewPrivileges: boolean;
  readonly defaultAddressPools: readonly { readonly Base: string; readonly Size: number }[];
  readonly insecureRegistries: readonly string[];
  readonly registryMirrors: readonly string[];
  readonly maxConcurrentDownloads: number;
  readonly maxConcurrentUploads: number;
  readonly maxDownloadAttempts: number;
  readonly shutdownTimeout: number;
  readonly httpProxy: string;
  readonly httpsProxy: string;
  readonly noProxy: string;
  readonly minApiVersion: string;
  readonly tls: boolean;
  readonly listeners: readonly {
    readonly kind: string;
    readonly host?: string;
    readonly port?: number;
  }[];
}

export interface ConfiguredRuntime {
  readonly path: string;
  readonly runtimeArgs: readonly string[];
  readonly runtimeType: string;
  readonly options: Readonly<Record<string, unknown>>;
}
