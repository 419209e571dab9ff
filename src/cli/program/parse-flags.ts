import { parseGoBool } from '../../lib/go-bool.ts';
import type { Flag, Flags, Values } from './command.ts';
import { CommandError } from './command-error.ts';

export interface Parsed<F extends Flags> {
  readonly values: Values<F>;
  readonly args: readonly string[];
}

/** Exit status of a command line that makes no sense, as docker's. */
const USAGE = 125;

/**
 * Reads options as docker's command line does (pflag): `--name value`, `--name=value`, `-n value`, `-nvalue`, `-it`,
 * `--` ends them. PURE.
 * @param passesRest the first argument ends them too
 * @throws CommandError in docker's words
 */
export function parseFlags<F extends Flags>(
  flags: F,
  words: readonly string[],
  passesRest = false,
): Parsed<F> {
  const reader = new FlagReader(flags);
  const args: string[] = [];
  const rest = [...words];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--') {
      args.push(...rest.splice(0));
    } else if (word.startsWith('--')) {
      reader.long(word, rest);
    } else if (word.startsWith('-') && word !== '-') {
      reader.short(word, rest);
    } else {
      args.push(word);
      if (passesRest) args.push(...rest.splice(0));
    }
  }
  return { values: reader.values() as Values<F>, args };
}

class FlagReader {
  readonly #flags: Flags;
  readonly #given = new Map<string, string[]>();

  constructor(flags: Flags) {
    this.#flags = flags;
  }

  long(word: string, rest: string[]): void {
    const [, name = '', value] = /^--([^=]*)(?:=([\s\S]*))?$/.exec(word) ?? [];
    const flag = this.#flags[name];
    if (flag === undefined) throw unknown(`unknown flag: --${name}`);
    this.#set(name, value ?? this.#implied(flag, rest, `--${name}`));
  }

  /** Several letters in one word: the first that takes a value has the rest of it. */
  short(word: string, rest: string[]): void {
    for (let letters = word.slice(1); letters !== '';) {
      const letter = letters.charAt(0);
      const found = Object.entries(this.#flags).find(([, flag]) => flag.short === letter);
      if (found === undefined) {
        throw unknown(`unknown shorthand flag: '${letter}' in -${letters}`);
      }
      const [name, flag] = found;
      const tail = letters.slice(1);
      if (tail.startsWith('=')) {
        this.#set(name, tail.slice(1));
        return;
      }
      if (flag.type !== 'boolean' && tail !== '') {
        this.#set(name, tail);
        return;
      }
      this.#set(name, this.#implied(flag, rest, `'${letter}' in -${letters}`));
      letters = tail;
    }
  }

  #implied(flag: Flag, rest: string[], shown: string): string {
    if (flag.type === 'boolean') return 'true';
    const value = rest.shift();
    if (value === undefined) throw unknown(`flag needs an argument: ${shown}`);
    return value;
  }

  #set(name: string, value: string): void {
    this.#given.set(name, [...(this.#given.get(name) ?? []), value]);
  }

  values(): Readonly<Record<string, unknown>> {
    return Object.fromEntries(
      Object.entries(this.#flags).map(([name, flag]) => [
        name,
        toValue(name, flag, this.#given.get(name) ?? []),
      ]),
    );
  }
}

function toValue(name: string, flag: Flag, given: readonly string[]): unknown {
  const last = given.at(-1);
  if (flag.type === 'list') return given;
  if (last === undefined) return flag.type === 'boolean' ? (flag.default ?? false) : undefined;
  if (flag.type === 'string') return last;
  const value = flag.type === 'boolean' ? parseGoBool(last) : toInteger(last);
  if (value === undefined) throw invalid(name, flag, last);
  return value;
}

const toInteger = (text: string): number | undefined =>
  /^[-+]?\d+$/.test(text) ? Number(text) : undefined;

function invalid(name: string, { type, short }: Flag, value: string): CommandError {
  const shown = short === undefined ? `--${name}` : `-${short}, --${name}`;
  const parser = type === 'boolean' ? 'ParseBool' : 'ParseInt';
  return unknown(
    `invalid argument ${JSON.stringify(value)} for "${shown}" flag: strconv.${parser}: parsing ${JSON.stringify(value)}: invalid syntax`,
  );
}

const unknown = (message: string): CommandError => new CommandError(message, { exitCode: USAGE });
