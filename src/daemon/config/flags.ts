import { invalidArgument } from '../../lib/errors.ts';
import { nearest } from '../../lib/nearest.ts';
import { OPTION_LIST, type OptionName, OPTIONS, REFUSED } from './schema.ts';

/** What was on the command line: texts in the order they came. */
export interface Flags {
  readonly values: ReadonlyMap<OptionName, readonly string[]>;
  /** Undefined: the default file, which may be missing. */
  readonly configFile: string | undefined;
  readonly validate: boolean;
  readonly help: boolean;
  readonly version: boolean;
}

export const DEFAULT_CONFIG_FILE = '/etc/joey/daemon.json';

/** Flags that are no settings. */
export const COMMANDS = [
  {
    flag: 'config-file',
    short: '',
    hint: 'string',
    help: `Configuration file (default "${DEFAULT_CONFIG_FILE}")`,
  },
  { flag: 'validate', short: '', hint: '', help: 'Check the configuration and exit' },
  { flag: 'help', short: 'h', hint: '', help: 'Print this text' },
  { flag: 'version', short: 'v', hint: '', help: 'Print the version' },
] as const;

type CommandFlag = (typeof COMMANDS)[number]['flag'];

interface Target {
  readonly name: OptionName | CommandFlag;
  readonly takesValue: boolean;
}

const LONG = new Map<string, Target>();
const SHORT = new Map<string, Target>();
for (const [name, { flag, short, kind }] of OPTION_LIST) {
  const target = { name, takesValue: kind.hint !== '' };
  LONG.set(flag, target);
  if (short !== undefined) SHORT.set(short, target);
}
for (const { flag, short, hint } of COMMANDS) {
  const target = { name: flag, takesValue: hint !== '' };
  LONG.set(flag, target);
  if (short !== '') SHORT.set(short, target);
}

interface Given {
  readonly target: Target;
  readonly text: string;
  /** Arguments consumed. */
  readonly used: 1 | 2;
}

/** @throws invalidArgument for an unknown flag, a missing value, an argument that is no flag */
export function parseFlags(argv: readonly string[]): Flags {
  const given = new Map<OptionName | CommandFlag, string[]>();
  let index = 0;
  while (index < argv.length) {
    const argument = argv[index] ?? '';
    if (argument === '--' && index === argv.length - 1) break;
    const found = readArgument(argument, argv[index + 1]);
    for (const { target, text } of found) {
      given.set(target.name, [...(given.get(target.name) ?? []), text]);
    }
    index += found.at(-1)?.used ?? 1;
  }
  return toFlags(given);
}

function readArgument(argument: string, following: string | undefined): readonly Given[] {
  if (!/^-./.test(argument) || argument === '--') {
    throw invalidArgument('"joeyd" accepts no argument(s).');
  }
  return argument.startsWith('--')
    ? [readLong(argument, following)]
    : readShort(argument, following);
}

function readLong(argument: string, following: string | undefined): Given {
  const equals = argument.indexOf('=');
  const name = equals === -1 ? argument.slice(2) : argument.slice(2, equals);
  const target = LONG.get(name);
  if (target === undefined) throw unknownFlag(name);
  if (equals !== -1) return { target, text: argument.slice(equals + 1), used: 1 };
  if (!target.takesValue) return { target, text: 'true', used: 1 };
  if (following === undefined) throw invalidArgument(`flag needs an argument: --${name}`);
  return { target, text: following, used: 2 };
}

/** `-D`, `-Hvalue`, `-H=value`, `-H value`, and switches run together before the last letter. */
function readShort(argument: string, following: string | undefined): Given[] {
  const found: Given[] = [];
  for (let at = 1; at < argument.length; at += 1) {
    const letter = argument.charAt(at);
    const target = SHORT.get(letter);
    if (target === undefined) {
      throw invalidArgument(`unknown shorthand flag: '${letter}' in ${argument}`);
    }
    const rest = argument.slice(at + 1);
    if (rest.startsWith('=')) return [...found, { target, text: rest.slice(1), used: 1 }];
    if (!target.takesValue) {
      found.push({ target, text: 'true', used: 1 });
      continue;
    }
    if (rest !== '') return [...found, { target, text: rest, used: 1 }];
    if (following === undefined) {
      throw invalidArgument(`flag needs an argument: '${letter}' in ${argument}`);
    }
    return [...found, { target, text: following, used: 2 }];
  }
  return found;
}

function unknownFlag(name: string): Error {
  const refused = REFUSED.get(name);
  if (refused !== undefined) return invalidArgument(`--${name}: ${refused}`);
  const near = nearest(name, LONG.keys());
  const hint = near === undefined ? '' : ` (did you mean --${near}?)`;
  return invalidArgument(`unknown flag: --${name}${hint}`);
}

function toFlags(given: ReadonlyMap<OptionName | CommandFlag, readonly string[]>): Flags {
  const isSet = (flag: CommandFlag): boolean => {
    const texts = given.get(flag);
    return texts !== undefined && OPTIONS.debug.kind.fromFlag(texts);
  };
  const values = new Map<OptionName, readonly string[]>();
  for (const [name] of OPTION_LIST) {
    const texts = given.get(name);
    if (texts !== undefined) values.set(name, texts);
  }
  return {
    values,
    configFile: given.get('config-file')?.at(-1),
    validate: isSet('validate'),
    help: isSet('help'),
    version: isSet('version'),
  };
}
