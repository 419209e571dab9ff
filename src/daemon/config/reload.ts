import { isDeepStrictEqual } from 'node:util';

import { type Config, OPTION_LIST, type OptionName } from './schema.ts';

export interface Reloaded {
  readonly config: Config;
  /** Keys whose new value needs a restart, so that it can be said. */
  readonly needRestart: readonly string[];
}

/** The running configuration with the new values of what may change while we run. */
export function reloadConfig(running: Config, fresh: Config): Reloaded {
  const changed = OPTION_LIST.filter(([name]) => !isDeepStrictEqual(running[name], fresh[name]));
  const taken = changed.filter(([, option]) => option.reloadable).map(([name]) => name);
  const config: Config = {
    ...running,
    ...pick(fresh, taken),
    effectiveLogLevel: fresh.effectiveLogLevel,
  };
  return {
    config: Object.freeze(config),
    needRestart: changed.filter(([, option]) => !option.reloadable).map(([, { key }]) => key),
  };
}

function pick(config: Config, names: readonly OptionName[]): Partial<Config> {
  return Object.fromEntries(names.map((name) => [name, config[name]]));
}
