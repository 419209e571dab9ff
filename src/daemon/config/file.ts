import { readFile } from 'node:fs/promises';

import { invalidArgument, isErrno, messageOf } from '../../lib/errors.ts';
import { nearest } from '../../lib/nearest.ts';
import { OPTION_LIST, type OptionName, REFUSED } from './schema.ts';

/** Settings as the file writes them, known to exist but not yet checked. */
export type FileValues = ReadonlyMap<OptionName, unknown>;

const BY_KEY = new Map<string, OptionName>(OPTION_LIST.map(([name, { key }]) => [key, name]));
/** Other spellings that dockerd or our users have for the same thing. */
const ALIASES: ReadonlyMap<string, OptionName> = new Map<string, OptionName>([
  ['snapshotter', 'snapshotter'],
]);

/**
 * Reads a configuration file: a missing default file is an empty one, everything else that is wrong is
 * fatal. @throws invalidArgument
 */
export async function readConfigFile(path: string, mayBeMissing: boolean): Promise<FileValues> {
  try {
    return parseConfigFile(await readFile(path, 'utf8'));
  } catch (err) {
    if (isErrno(err, 'ENOENT')) {
      if (mayBeMissing) return new Map();
      throw inFile(path, `open ${path}: no such file or directory`, err);
    }
    throw inFile(path, messageOf(err), err);
  }
}

export function inFile(path: string, reason: string, cause?: unknown): Error {
  return invalidArgument(`unable to configure the Joey daemon with file ${path}: ${reason}`, cause);
}

/** @throws SyntaxError, invalidArgument naming every unknown key and what it may have been meant to be */
export function parseConfigFile(text: string): FileValues {
  // An empty file configures nothing; dockerd accepts it, and a byte order mark too.
  const bare = text.replace(/^\uFEFF/, '');
  if (bare.trim() === '') return new Map();
  const document: unknown = JSON.parse(bare);
  if (typeof document !== 'object' || document === null || Array.isArray(document)) {
    throw invalidArgument('the configuration must be a JSON object');
  }
  return nameKeys({ ...document, ...proxies(document) });
}

/** dockerd nests the three proxy settings; here they stand beside the others. */
function proxies(document: object): object {
  const nested = 'proxies' in document ? document.proxies : undefined;
  return typeof nested === 'object' && nested !== null ? nested : {};
}

function nameKeys(document: object): FileValues {
  const values = new Map<OptionName, unknown>();
  const unknown: string[] = [];
  for (const [key, value] of Object.entries(document)) {
    if (key === 'proxies') continue;
    const refused = REFUSED.get(key);
    if (refused !== undefined) throw invalidArgument(`${key}: ${refused}`);
    const name = BY_KEY.get(key) ?? ALIASES.get(key);
    if (name === undefined) unknown.push(describeUnknown(key));
    else values.set(name, value);
  }
  if (unknown.length === 0) return values;
  throw invalidArgument(
    `the following directives don't match any configuration option: ${unknown.join(', ')}`,
  );
}

function describeUnknown(key: string): string {
  const near = nearest(key, BY_KEY.keys());
  return near === undefined ? key : `${key} (did you mean ${near}?)`;
}
