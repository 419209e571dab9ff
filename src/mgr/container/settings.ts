import type { ContainerDefaults } from './create/defaults.ts';
import type { OciRuntime } from './runtime-choice.ts';
import type { SpecConfig } from './spec/context.ts';

/** What the container manager needs of the daemon's configuration. */
export interface ContainerSettings {
  /** `/var/lib/joey`: binding it or what is above it changes the default propagation. */
  readonly dataRoot: string;
  /** `/var/lib/joey/containers`: one directory a container, with its log and its files. */
  readonly containersDir: string;
  /** `/run/joey`: what does not survive a reboot. */
  readonly execRoot: string;
  readonly snapshotter: string;
  readonly runtimes: Readonly<Record<string, OciRuntime>>;
  readonly systemdCgroup: boolean;
  readonly stopTimeoutSeconds: number;
  /** What containers that say nothing get. */
  readonly defaults: ContainerDefaults;
  readonly spec: SpecConfig;
}
