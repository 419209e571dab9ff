import { invalidArgument, messageOf } from '../../lib/errors.ts';
import type { FileValues } from './file.ts';
import type { Flags } from './flags.ts';
import type { Option } from './option.ts';
import { OPTION_LIST, type OptionName, type OptionValues } from './schema.ts';

export interface Combined {
  readonly values: OptionValues;
  /** What the user set himself, in the file or by flag. */
  readonly given: ReadonlySet<OptionName>;
}

/**
 * Defaults below the file, the file beside the flags: a setting in both is an error unless its values
 * add up. moby: daemon/config/config.go findConfigurationConflicts
 * @throws invalidArgument
 */
export function combine(file: FileValues, flags: Flags['values']): Combined {
  refuseConflicts(file, flags);
  const values: Record<string, unknown> = {};
  for (const [name, option] of OPTION_LIST) values[name] = valueOf(name, option, file, flags);
  return {
    values: values as unknown as OptionValues,
    given: new Set([...file.keys(), ...flags.keys()]),
  };
}

function valueOf(
  name: OptionName,
  option: Option<unknown>,
  file: FileValues,
  flags: Flags['values'],
): unknown {
  const texts = flags.get(name);
  const fromFlag = texts === undefined ? undefined : readFlag(option, texts);
  const fromFile = file.has(name) ? readValue(option, file.get(name)) : undefined;
  if (fromFlag !== undefined && fromFile !== undefined && option.merge !== undefined) {
    return option.merge(fromFile, fromFlag);
  }
  return fromFlag ?? fromFile ?? option.fallback;
}

function readFlag(option: Option<unknown>, texts: readonly string[]): unknown {
  try {
    return option.kind.fromFlag(texts);
  } catch (err) {
    const given = texts.at(-1) ?? '';
    throw invalidArgument(
      `invalid argument "${given}" for "--${option.flag}" flag: ${messageOf(err)}`,
      err,
    );
  }
}

function readValue(option: Option<unknown>, value: unknown): unknown {
  try {
    return option.kind.fromFile(value);
  } catch (err) {
    throw invalidArgument(`invalid value for "${option.key}": ${messageOf(err)}`, err);
  }
}

function refuseConflicts(file: FileValues, flags: Flags['values']): void {
  const conflicts: string[] = [];
  for (const [name, option] of OPTION_LIST) {
    const texts = flags.get(name);
    if (texts === undefined || !file.has(name) || option.merge !== undefined) continue;
    const fromFlag = goText(readFlag(option, texts));
    conflicts.push(`${option.key}: (from flag: ${fromFlag}, from file: ${goText(file.get(name))})`);
  }
  if (conflicts.length === 0) return;
  throw invalidArgument(
    `the following directives are specified both as a flag and in the configuration file: ${conflicts.join(', ')}`,
  );
}

/** A value as Go prints it with %v, since that is what dockerd's users see. */
export function goText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(goText).join(' ')}]`;
  if (typeof value === 'object' && value !== null) {
    const pairs = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
    return `map[${pairs.map(([key, item]) => `${key}:${goText(item)}`).join(' ')}]`;
  }
  return String(value);
}
