import { invalidArgument } from '../../lib/errors.ts';

/**
 * Reads parsed JSON into a document as Go's encoding/json reads it into a struct: members are found whatever
 * their case, unknown ones are dropped, null leaves a member unset, and a wrong type is refused.
 * https://pkg.go.dev/encoding/json#Unmarshal
 */
export interface Decoder {
  /** @throws invalidArgument in Go's words; `at` is the path so far, beginning with the document's name */
  decode(value: unknown, at: string): unknown;
  /** What Go calls its type, for the refusal. */
  readonly type: string;
  /** What null stands for in a list or a map, and what a required member is when it is missing. */
  zero(): unknown;
  /** Whether null is a value of its own, not the same as leaving the member out. */
  readonly nullable?: boolean;
}

export const string: Decoder = scalar('string', (value) => typeof value === 'string', '');
export const boolean: Decoder = scalar('bool', (value) => typeof value === 'boolean', false);
export const integer: Decoder = scalar('int64', (value) => Number.isInteger(value), 0);
export const number: Decoder = scalar('float64', (value) => typeof value === 'number', 0);
export const anything: Decoder = {
  type: 'interface {}',
  decode: (value) => value,
  zero: () => null,
  nullable: true,
};

export function list(of: Decoder): Decoder {
  const type = `[]${of.type}`;
  return {
    type,
    decode(value, at) {
      if (!Array.isArray(value)) throw mismatch(value, at, type);
      return value.map((item: unknown) => decodeElement(of, item, at));
    },
    zero: () => [],
  };
}

/** A list of strings that may also be sent as one string. moby: api/types/strslice */
export const stringOrList: Decoder = {
  type: '[]string',
  decode: (value, at) => (typeof value === 'string' ? [value] : list(string).decode(value, at)),
  zero: () => [],
};

export function map(of: Decoder): Decoder {
  const type = `map[string]${of.type}`;
  return {
    type,
    decode(value, at) {
      if (!isObject(value)) throw mismatch(value, at, type);
      // fromEntries makes own members, so that a key such as `__proto__` is but a key.
      return Object.fromEntries(
        Object.entries(value).map(([key, item]) => [key, decodeElement(of, item, at)]),
      );
    },
    zero: () => ({}),
  };
}

export function nullable(of: Decoder): Decoder {
  return { ...of, zero: () => null, nullable: true };
}

export type Members = Readonly<Record<string, Decoder>>;

export function object(members: Members, required: readonly string[] = []): Decoder {
  const exact = new Map(Object.entries(members));
  const folded = new Map(Object.keys(members).map((name) => [name.toLowerCase(), name]));
  const zero = (): Record<string, unknown> =>
    Object.fromEntries(required.map((name) => [name, exact.get(name)?.zero()]));
  return {
    type: 'struct',
    decode(value, at) {
      if (!isObject(value)) throw mismatch(value, at, 'struct');
      const document = zero();
      for (const [key, member] of Object.entries(value)) {
        const name = exact.has(key) ? key : folded.get(key.toLowerCase());
        const decoder = name === undefined ? undefined : exact.get(name);
        if (name === undefined || decoder === undefined) continue;
        if (member !== null) document[name] = decoder.decode(member, `${at}.${name}`);
        else if (decoder.nullable === true) document[name] = null;
      }
      return document;
    },
    zero,
  };
}

function scalar(type: string, accepts: (value: unknown) => boolean, zero: unknown): Decoder {
  return {
    type,
    decode(value, at) {
      if (!accepts(value)) throw mismatch(value, at, type);
      return value;
    },
    zero: () => zero,
  };
}

function decodeElement(of: Decoder, value: unknown, at: string): unknown {
  return value === null ? of.zero() : of.decode(value, at);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The sentence of Go's UnmarshalTypeError; the names of the structs are the document's. */
function mismatch(value: unknown, at: string, type: string): Error {
  const place = at.includes('.') ? `Go struct field ${at}` : 'Go value';
  return invalidArgument(
    `invalid JSON: json: cannot unmarshal ${kindOf(value, type)} into ${place} of type ${type}`,
  );
}

function kindOf(value: unknown, wanted: string): string {
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number') return wanted === 'int64' ? `number ${value}` : 'number';
  return typeof value;
}
