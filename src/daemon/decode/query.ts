import type { OperationId, QueryParameter } from '../../api/operations.ts';
import type { Queries } from '../../api/queries.gen.ts';
import { type ApiVersion, parseApiVersion } from '../../lib/api-version.ts';
import { dockerBool } from '../../lib/docker-bool.ts';
import { invalidArgument } from '../../lib/errors.ts';
import { OPERATIONS } from '../operations.gen.ts';

/** A parsed query string: a name that was repeated has a list. */
export type RawQuery = Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * The query of an operation with its types and defaults, as moby's form helpers read it: booleans by Docker's
 * rule, the first of repeated values, a required text that is missing is empty. Parameters that are younger than
 * the request's version count as absent; unknown ones are dropped.
 * @throws invalidArgument in the words of Go's strconv, where an integer is none
 */
export function decodeQuery<K extends OperationId>(
  id: K,
  raw: RawQuery,
  version: ApiVersion,
): Queries[K] {
  const decoded: Record<string, unknown> = {};
  for (const [name, parameter] of Object.entries(OPERATIONS[id].query)) {
    const values = isYounger(parameter, version) ? [] : valuesOf(raw, name);
    const value = decodeParameter(parameter, values);
    if (value !== undefined) decoded[name] = value;
  }
  return decoded as Queries[K];
}

function isYounger(parameter: QueryParameter, version: ApiVersion): boolean {
  if (parameter.minApiVersion === undefined) return false;
  return version < (parseApiVersion(parameter.minApiVersion) ?? 0);
}

function valuesOf(raw: RawQuery, name: string): readonly string[] {
  const value = Object.hasOwn(raw, name) ? raw[name] : undefined;
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : value;
}

function decodeParameter(parameter: QueryParameter, values: readonly string[]): unknown {
  if (parameter.type === 'array') return values;
  const first = values[0];
  if (parameter.type === 'integer') return decodeInteger(parameter, first);
  if (first !== undefined) return parameter.type === 'boolean' ? dockerBool(first) : first;
  return parameter.default ?? (parameter.required ? '' : undefined);
}

function decodeInteger(parameter: QueryParameter, text: string | undefined): unknown {
  if ((text === undefined || text === '') && !parameter.required) return parameter.default;
  if (!/^[+-]?\d+$/.test(text ?? '')) {
    throw invalidArgument(`strconv.Atoi: parsing ${JSON.stringify(text ?? '')}: invalid syntax`);
  }
  const value = Number(text);
  if (Math.abs(value) < 2 ** 63) return value;
  throw invalidArgument(`strconv.Atoi: parsing ${JSON.stringify(text)}: value out of range`);
}
