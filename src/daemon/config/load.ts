import { isCode } from '../../lib/errors.ts';
import { check } from './check.ts';
import { combine } from './combine.ts';
import { derive, type Environment } from './derive.ts';
import { inFile, readConfigFile } from './file.ts';
import { DEFAULT_CONFIG_FILE, type Flags } from './flags.ts';
import { type Config, OPTION_LIST, type OptionName } from './schema.ts';

export interface Loaded {
  readonly config: Config;
  /** Sentences for the log: settings that are accepted and do nothing. */
  readonly warnings: readonly string[];
}

/**
 * The configuration out of its layers, lowest first: defaults, the file, beside it the flags.
 * A setting in both is an error, as are unknown keys, a malformed file and a missing named one.
 *
 * @throws invalidArgument with a sentence for the terminal
 */
export async function loadConfig(flags: Flags, env: Environment): Promise<Loaded> {
  const path = flags.configFile ?? DEFAULT_CONFIG_FILE;
  const file = await readConfigFile(path, flags.configFile === undefined);
  const { values, given } = naming(path, file.size > 0, () => combine(file, flags.values));
  const config = derive(values, env);
  check(config, given);
  return { config: freeze(config), warnings: warnings(given) };
}

/** Errors of a setting in the file, or in both places, say which file. */
function naming<T>(path: string, fileCounts: boolean, work: () => T): T {
  try {
    return work();
  } catch (err) {
    if (
      fileCounts &&
      isCode(err, 'invalidArgument') &&
      !err.message.startsWith('invalid argument ')
    ) {
      throw inFile(path, err.message, err);
    }
    throw err;
  }
}

function warnings(given: ReadonlySet<OptionName>): readonly string[] {
  return OPTION_LIST.flatMap(([name, option]) =>
    option.ignored !== undefined && given.has(name)
      ? [`${option.key} has no effect: ${option.ignored}`]
      : [],
  );
}

function freeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.values(value).forEach(freeze);
  return Object.freeze(value);
}
