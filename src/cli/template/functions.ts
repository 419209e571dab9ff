import { isTrue, print } from './print.ts';
import { sprintf } from './sprintf.ts';
import { TemplateError } from './template-error.ts';

type TemplateFunction = (...args: readonly unknown[]) => unknown;

/** Go's predeclared functions and those that docker's `--format` adds. */
export const FUNCTIONS: ReadonlyMap<string, TemplateFunction> = new Map<string, TemplateFunction>([
  ['and', (...args) => args.find((arg) => !isTrue(arg)) ?? args.at(-1)],
  ['or', (...args) => args.find(isTrue) ?? args.at(-1)],
  ['not', (value) => !isTrue(value)],
  ['eq', (value, ...others) => others.some((other) => isSame(value, other))],
  ['ne', (value, other) => !isSame(value, other)],
  ['lt', (a, b) => order(a, b) < 0],
  ['le', (a, b) => order(a, b) <= 0],
  ['gt', (a, b) => order(a, b) > 0],
  ['ge', (a, b) => order(a, b) >= 0],
  ['len', length],
  ['index', (value, ...keys) => keys.reduce(item, value)],
  ['slice', slice],
  ['print', (...args) => args.map(print).join('')],
  ['println', (...args) => `${args.map(print).join(' ')}\n`],
  ['printf', (format, ...args) => sprintf(text(format), args)],
  ['json', json],
  ['join', (list, separator) => strings(list).join(text(separator))],
  ['split', (value, separator) => text(value).split(text(separator))],
  ['lower', (value) => text(value).toLowerCase()],
  ['upper', (value) => text(value).toUpperCase()],
  ['title', (value) => text(value).replaceAll(/\b\p{L}/gu, (letter) => letter.toUpperCase())],
  [
    'pad',
    (value, before, after) => ' '.repeat(number(before)) + text(value) + ' '.repeat(number(after)),
  ],
  ['truncate', (value, count) => text(value).slice(0, number(count))],
]);

const isSame = (a: unknown, b: unknown): boolean =>
  a === b || (a === undefined && b === null) || (a === null && b === undefined);

function order(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : Number(a > b);
  throw new TemplateError('incompatible types for comparison');
}

function length(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (Array.isArray(value)) return value.length;
  if (value === null) return 0;
  if (typeof value === 'object') return Object.keys(value).length;
  throw new TemplateError('error calling len: no length');
}

function item(value: unknown, key: unknown): unknown {
  if (value === null || value === undefined)
    throw new TemplateError('error calling index: index of nil');
  if (Array.isArray(value)) {
    const index = number(key);
    if (index >= 0 && index < value.length) return value[index] as unknown;
    throw new TemplateError(`error calling index: reflect: slice index out of range`);
  }
  if (typeof value === 'object')
    return Object.hasOwn(value, text(key)) ? (value as Record<string, unknown>)[text(key)] : '';
  throw new TemplateError("error calling index: can't index item");
}

function slice(value: unknown, from: unknown = 0, to?: unknown): unknown {
  if (typeof value !== 'string' && !Array.isArray(value)) {
    throw new TemplateError("error calling slice: can't slice item");
  }
  return value.slice(number(from), to === undefined ? undefined : number(to));
}

/** docker turns the encoder's escapes for HTML off. */
function json(value: unknown): string {
  return JSON.stringify(value ?? null);
}

const strings = (value: unknown): string[] => (Array.isArray(value) ? value.map(print) : []);

function text(value: unknown): string {
  if (typeof value === 'string') return value;
  throw new TemplateError(`wrong type for value; expected string; got ${typeof value}`);
}

function number(value: unknown): number {
  if (typeof value === 'number') return value;
  throw new TemplateError(`wrong type for value; expected int; got ${typeof value}`);
}
