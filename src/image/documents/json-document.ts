import { invalidArgument } from '../../lib/errors.ts';

/** What registries allow for a manifest; a larger document of an image is hostile or broken. */
export const MAX_DOCUMENT = 4 << 20;

export type JsonObject = Readonly<Record<string, unknown>>;

/** @throws invalidArgument when it is not a JSON object */
export function parseJsonObject(bytes: Uint8Array, what: string): JsonObject {
  const value = parseJson(bytes, what);
  if (isObject(value)) return value;
  throw invalidArgument(`${what} is not a JSON object`);
}

/** @throws invalidArgument when it is not JSON, or too large */
export function parseJson(bytes: Uint8Array, what: string): unknown {
  if (bytes.length > MAX_DOCUMENT) {
    throw invalidArgument(`${what} is larger than ${MAX_DOCUMENT} bytes`);
  }
  try {
    return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8'));
  } catch (err) {
    throw invalidArgument(`${what} is not valid JSON`, err);
  }
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isStrings(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

/** Absent and null are the same in Go's JSON. */
export const isAbsent = (value: unknown): value is null | undefined => value == null;

/** @returns '' for absent @throws invalidArgument */
export function stringMember(object: JsonObject, key: string, what: string): string {
  const value = object[key];
  if (isAbsent(value)) return '';
  if (typeof value === 'string') return value;
  throw invalidArgument(`${what}: ${key} is not a string`);
}

/** @returns undefined for absent @throws invalidArgument */
export function stringsMember(object: JsonObject, key: string, what: string): string[] | undefined {
  const value = object[key];
  if (isAbsent(value)) return undefined;
  if (isStrings(value)) return value;
  throw invalidArgument(`${what}: ${key} is not a list of strings`);
}

/** @returns undefined for absent @throws invalidArgument */
export function labelsMember(
  object: JsonObject,
  key: string,
  what: string,
): Record<string, string> | undefined {
  const value = object[key];
  if (isAbsent(value)) return undefined;
  if (isObject(value) && isStrings(Object.values(value))) return value as Record<string, string>;
  throw invalidArgument(`${what}: ${key} is not a map of strings`);
}
