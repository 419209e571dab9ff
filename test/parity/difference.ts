import { normalise } from './normalise.ts';

/** Where an answer may differ from dockerd 20.10's, and why. */
export interface Allowance {
  readonly at: RegExp;
  readonly why: string;
}

/**
 * Where two JSON documents differ, as `path: ours ≠ theirs`. Strings are compared after normalisation;
 * places that are allowed to differ are left out.
 */
export function differences(
  ours: unknown,
  theirs: unknown,
  allowed: readonly Allowance[],
): string[] {
  return [...compare('', ordered(ours), ordered(theirs))]
    .filter(({ path }) => !allowed.some(({ at }) => at.test(path)))
    .map(({ path, left, right }) => `${path}: ${show(left)} ≠ ${show(right)}`);
}

/** The document with its values' types in place of the values: for what is measured. */
export function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(shapeOf);
  if (!isObject(value)) return value === null ? 'null' : typeof value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shapeOf(item)]));
}

interface Difference {
  readonly path: string;
  readonly left: unknown;
  readonly right: unknown;
}

function* compare(path: string, left: unknown, right: unknown): Generator<Difference> {
  if (isObject(left) && isObject(right)) {
    for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
      yield* compare(`${path}.${key}`, left[key], right[key]);
    }
  } else if (Array.isArray(left) && Array.isArray(right) && left.length === right.length) {
    for (const [index, item] of left.entries()) {
      yield* compare(`${path}[${index}]`, item, right[index]);
    }
  } else if (show(left) !== show(right)) {
    yield { path, left, right };
  }
}

/** Lists whose order Docker leaves to chance are sorted, members that are named by an id get the name. */
function ordered(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => ordered(item));
    const by = ORDER[key] ?? (key === '' ? ORDER['networks'] : undefined);
    if (by === undefined || !items.every((item) => isObject(item) && by in item)) return items;
    return items.sort((a, b) => (String(field(a, by)) < String(field(b, by)) ? -1 : 1));
  }
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(
    ([name, item]) =>
      [
        /^[0-9a-f]{64}$/.test(name) ? String(field(item, 'Name')) : name,
        ordered(item, name),
      ] as const,
  );
  return Object.fromEntries(entries);
}

const ORDER: Readonly<Record<string, string>> = { Mounts: 'Destination', networks: 'Name' };

const field = (value: unknown, name: string): unknown =>
  isObject(value) ? value[name] : undefined;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const show = (value: unknown): string =>
  value === undefined ? 'absent' : normalise(JSON.stringify(value));
