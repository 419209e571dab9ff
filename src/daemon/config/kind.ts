import { invalidArgument } from '../../lib/errors.ts';
import { parseGoBool } from '../../lib/go-bool.ts';

/**
 * How one option's value is written: on the command line, in the file, and what it becomes. Both readers
 * throw invalidArgument with the reason only; the caller names the flag or the key.
 */
export interface Kind<T> {
  /** What --help prints behind the flag; empty for a switch that takes no value. */
  readonly hint: string;
  /** One text for each time that the flag was given, at least one. */
  fromFlag(texts: readonly string[]): T;
  fromFile(value: unknown): T;
}

/** The last one wins, as when a shell alias and its user both give a flag. */
const last = (texts: readonly string[]): string => texts.at(-1) ?? '';

export function wrongType(expected: string, value: unknown): Error {
  return invalidArgument(`expected ${expected}, got ${typeName(value)}`);
}

function typeName(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : `a ${typeof value}`;
}

export const asText = (value: unknown): string => {
  if (typeof value === 'string') return value;
  throw wrongType('a string', value);
};

export const asObject = (value: unknown): Readonly<Record<string, unknown>> => {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw wrongType('an object', value);
};

export const asList = (value: unknown): readonly unknown[] => {
  if (Array.isArray(value)) return value;
  throw wrongType('a list', value);
};

export const toggle: Kind<boolean> = {
  hint: '',
  fromFlag: (texts) => {
    const text = last(texts);
    const value = parseGoBool(text);
    if (value !== undefined) return value;
    throw invalidArgument(`strconv.ParseBool: parsing "${text}": invalid syntax`);
  },
  fromFile: (value) => {
    if (typeof value === 'boolean') return value;
    throw wrongType('a boolean', value);
  },
};

/** Any text that `check` admits; `check` throws the reason. */
export function text(
  hint = 'string',
  check: (text: string) => void = () => undefined,
): Kind<string> {
  const checked = (value: string): string => {
    check(value);
    return value;
  };
  return {
    hint,
    fromFlag: (texts) => checked(last(texts)),
    fromFile: (value) => checked(asText(value)),
  };
}

export function oneOf<const T extends string>(
  values: readonly T[],
  refuse: (value: string) => string = (value) =>
    `"${value}" is not one of ${values.filter(Boolean).join(', ')}`,
): Kind<T> {
  const pick = (value: string): T => {
    const found = values.find((candidate) => candidate === value);
    if (found === undefined) throw invalidArgument(refuse(value));
    return found;
  };
  return {
    hint: 'string',
    fromFlag: (texts) => pick(last(texts)),
    fromFile: (value) => pick(asText(value)),
  };
}

export function integer(minimum: number): Kind<number> {
  const checked = (value: number): number => {
    if (value < minimum) throw invalidArgument(`${value} is below ${minimum}`);
    return value;
  };
  return {
    hint: 'int',
    fromFlag: (texts) => {
      const written = last(texts);
      if (/^[-+]?\d{1,15}$/.test(written)) return checked(Number(written));
      throw invalidArgument(`strconv.ParseInt: parsing "${written}": invalid syntax`);
    },
    fromFile: (value) => {
      if (Number.isSafeInteger(value)) return checked(value as number);
      throw wrongType('an integer', value);
    },
  };
}

/** A value given as text in both places, e.g. a size or a duration. */
export function parsed<T>(hint: string, parse: (text: string) => T): Kind<T> {
  return {
    hint,
    fromFlag: (texts) => parse(last(texts)),
    fromFile: (value) => parse(typeof value === 'number' ? String(value) : asText(value)),
  };
}

/** A flag that may be repeated and a JSON list. */
export function list(
  hint = 'list',
  check: (item: string) => string = (item) => item,
): Kind<readonly string[]> {
  return {
    hint,
    fromFlag: (texts) => texts.map(check),
    fromFile: (value) => asList(value).map((item) => check(asText(item))),
  };
}

/** `key=value`, repeated, and a JSON object of texts. */
export function textMap(hint = 'map'): Kind<Readonly<Record<string, string>>> {
  return {
    hint,
    fromFlag: (texts) => Object.fromEntries(texts.map(splitPair)),
    fromFile: (value) =>
      Object.fromEntries(Object.entries(asObject(value)).map(([key, item]) => [key, asText(item)])),
  };
}

export function splitPair(item: string): readonly [string, string] {
  const equals = item.indexOf('=');
  return equals === -1 ? [item, ''] : [item.slice(0, equals), item.slice(equals + 1)];
}
