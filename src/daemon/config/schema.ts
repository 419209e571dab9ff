import type { DeepReadonly } from '../../lib/deep-readonly.ts';
import type { Listener } from './listener.ts';
import type { Option } from './option.ts';
import { contentOptions } from './options/content.ts';
import { daemonOptions } from './options/daemon.ts';
import { networkOptions } from './options/network.ts';
import { runtimeOptions } from './options/runtime.ts';

/** Every setting there is: its type, its check, its flag and its line of --help come from here. */
export const OPTIONS = {
  ...daemonOptions,
  ...runtimeOptions,
  ...networkOptions,
  ...contentOptions,
};

export type OptionName = keyof typeof OPTIONS;

type ValueOf<O> = O extends Option<infer T> ? T : never;

/** One value a row, before anything is derived. */
export type OptionValues = { readonly [K in OptionName]: ValueOf<(typeof OPTIONS)[K]> };

/** The daemon's configuration: complete, checked, frozen. */
export interface Config extends Omit<OptionValues, 'defaultCgroupnsMode'> {
  /** `hosts`, understood. */
  readonly listeners: readonly DeepReadonly<Listener>[];
  readonly defaultCgroupnsMode: 'host' | 'private';
  readonly cgroupDriver: 'cgroupfs' | 'systemd';
  /** `debug` or `log-level`, whichever says more. */
  readonly effectiveLogLevel: OptionValues['logLevel'];
}

export const OPTION_LIST = Object.entries(OPTIONS) as [OptionName, Option<unknown>][];

/** dockerd's settings that we do not have and will not quietly ignore: why. */
export const REFUSED: ReadonlyMap<string, string> = new Map([
  ['authorization-plugins', 'authorization plugins are not supported; restrict the socket instead'],
  ['authorization-plugin', 'authorization plugins are not supported; restrict the socket instead'],
  ['api-cors-header', 'cross-origin requests are always refused'],
  ['userns-remap', 'user namespace remapping is not supported yet'],
  ['rootless', 'rootless mode is not supported yet'],
  ['cluster-store', 'external key-value stores are not supported; Docker has dropped them too'],
  [
    'cluster-store-opts',
    'external key-value stores are not supported; Docker has dropped them too',
  ],
  ['cluster-advertise', 'external key-value stores are not supported; Docker has dropped them too'],
  ['cri-containerd', "configure an own containerd and name it with 'containerd' instead"],
  ['graph', "Docker has dropped it; use 'data-root'"],
]);
