import { invalidArgument } from './errors.ts';

/** Docker's `filters` query parameter: key → values, in the order they came. */
export type Filters = ReadonlyMap<string, readonly string[]>;

export const NO_FILTERS: Filters = new Map();

/**
 * Reads `{"k":["v"]}` and the legacy `{"k":{"v":true}}`.
 * @throws invalidArgument on malformed JSON, or on a key outside `known` (`invalid filter 'x'`)
 */
export function parseFilters(text: string | undefined, known?: readonly string[]): Filters {
  if (text === undefined || text === '') return NO_FILTERS;
  const filters = new Map<string, readonly string[]>();
  for (const [key, values] of Object.entries(parseObject(text))) {
    if (known !== undefined && !known.includes(key))
      throw invalidArgument(`invalid filter '${key}'`);
    filters.set(key, toValues(values));
  }
  return filters;
}

function parseObject(text: string): object {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return parsed;
  } catch (err) {
    throw invalidArgument('invalid filter', err);
  }
  throw invalidArgument('invalid filter');
}

function toValues(values: unknown): readonly string[] {
  if (Array.isArray(values) && values.every((value) => typeof value === 'string')) return values;
  if (typeof values === 'object' && values !== null && !Array.isArray(values)) {
    return Object.entries(values).flatMap(([value, on]) => (on === true ? [value] : []));
  }
  throw invalidArgument('invalid filter');
}

/** Whether every `key` or `key=value` is met by the labels. */
export function matchesLabels(
  labels: Readonly<Record<string, string>> | null | undefined,
  wanted: readonly string[] | undefined,
): boolean {
  return (wanted ?? []).every((want) => {
    const equals = want.indexOf('=');
    const key = equals === -1 ? want : want.slice(0, equals);
    if (labels == null || !Object.hasOwn(labels, key)) return false;
    return equals === -1 || labels[key] === want.slice(equals + 1);
  });
}

/** The single value of a boolean filter. @throws invalidArgument `invalid filter 'dangling=[x]'` */
export function booleanFilter(filters: Filters, key: string): boolean | undefined {
  const values = filters.get(key);
  if (values === undefined || values.length === 0) return undefined;
  const truths = values.map((value) => readBoolean(key, value, values));
  if (truths.some((truth) => truth !== truths[0])) {
    throw invalidArgument(`invalid filter '${key}=[${values.join(' ')}]'`);
  }
  return truths[0];
}

function readBoolean(key: string, value: string, all: readonly string[]): boolean {
  const text = value.toLowerCase();
  if (text === '1' || text === 'true') return true;
  if (text === '0' || text === 'false') return false;
  throw invalidArgument(`invalid filter '${key}=[${all.join(' ')}]'`);
}
