import { invalidArgument } from '../../lib/errors.ts';
import { describeJsonFault } from './json-syntax.ts';

const MAX_DEPTH = 100;

/**
 * A JSON request body → value. Refuses, with Docker's sentences (moby: daemon/server/httputils ReadJSON),
 * what is no JSON, has something behind it, is nested too deep or carries a `__proto__`.
 *
 * @throws invalidArgument
 */
export function parseJsonBody(body: Buffer): unknown {
  const text = body.toString('utf8');
  const value = parse(text);
  checkShape(value);
  return value;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (err) {
    const fault = describeJsonFault(text);
    if (fault === 'trailing') throw invalidArgument('unexpected content after JSON', err);
    if (fault === 'empty') throw emptyBody();
    throw invalidArgument(`invalid JSON: ${fault.sentence}`, err);
  }
}

export function emptyBody(): Error {
  return invalidArgument('invalid JSON: got EOF while reading request body');
}

/** Goes by its status: none of the engine's classes means it. */
export function tooLarge(): Error {
  return Object.assign(new Error('http: request body too large'), { statusCode: 413 });
}

/** Level by level, so that a hostile body cannot exhaust the stack. */
function checkShape(root: unknown): void {
  let level: unknown[] = [root];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) throw invalidArgument('invalid JSON: exceeded max depth');
    level = level.flatMap(children);
  }
}

function children(value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Object.hasOwn(value, '__proto__')) {
    throw invalidArgument('invalid JSON: the key "__proto__" is not allowed');
  }
  return Object.values(value);
}

const MEDIA_TYPE = /^[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+$/;

/** moby: daemon/server/httputils CheckForJSON. @throws invalidArgument unless it is JSON */
export function checkJsonContentType(contentType: string | undefined): void {
  const type = (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (type === 'application/json') return;
  if (type !== '' && !MEDIA_TYPE.test(type)) {
    throw invalidArgument(`malformed Content-Type header (${contentType ?? ''})`);
  }
  throw invalidArgument(`Content-Type specified (${contentType ?? ''}) must be 'application/json'`);
}
