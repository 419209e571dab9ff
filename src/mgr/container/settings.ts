import type { OciRuntime } from './runtime-choice.ts';

/** What the container manager needs of the daemon's configuration. */
export interface ContainerSettings {
  /** `/var/lib/joey/containers`: one directory a container, with its log and its files. */
  readonly containersDir: string;
  /** `/run/joey`: what does not survive a reboot. */
  readonly execRoot: string;
  readonly snapshotter: string;
  readonly runtimes: Readonly<Record<string, OciRuntime>>;
  readonly defaultRuntime: string;
  readonly stopTimeoutSeconds: number;
  readonly systemdCgroup: boolean;
  readonly cgroupParent: string;
  readonly defaultUlimits: Readonly<
    Record<string, { readonly Name: string; readonly Soft: number; readonly Hard: number }>
  >;
  readonly init: boolean;
  readonly initPath: string;
  readonly log: { readonly driver: string; readonly options: Readonly<Record<string, string>> };
  readonly shmSize: number;
  readonly ipcMode: string;
  readonly cgroupnsMode: string;
  readonly seccompProfile: string;
  readonly seccompArchitectures: 'all' | 'native';
  readonly noNewPrivileges: boolean;
}
