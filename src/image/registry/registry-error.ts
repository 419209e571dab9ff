import { STATUS_CODES } from 'node:http';

import { EngineError, type ErrorCode } from '../../lib/errors.ts';
import { isObject } from '../documents/json-document.ts';
import { parseChallenges } from './challenge.ts';
import { type HttpResponse, readBody } from './http/http-client.ts';

/** A registry said no. The class is that of its status, the message as Docker prints it. */
export class RegistryError extends EngineError {
  readonly status: number;
  /** `MANIFEST_UNKNOWN`, `DENIED` …; empty when the answer was no error document. */
  readonly reason: string;

  constructor(status: number, reason: string, message: string) {
    super(classOf(status), message);
    this.status = status;
    this.reason = reason;
  }
}

const CLASSES: Readonly<Record<number, ErrorCode>> = {
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'notFound',
  429: 'tooManyRequests',
};

const classOf = (status: number): ErrorCode => CLASSES[status] ?? 'internal';

const MAX_ERROR_BODY = 64 * 1024;
const MAX_SHOWN = 1024;

/**
 * The failure that an answer of 400 or more means. distribution: registry/client/errors.go; the document is that of
 * the OCI distribution-spec, "Error Codes".
 */
export async function errorFrom(
  response: HttpResponse,
  signal: AbortSignal,
): Promise<RegistryError> {
  const { status } = response;
  if (lacksScope(response)) return new RegistryError(status, 'DENIED', DENIED);
  const body = await readBody(response, MAX_ERROR_BODY, signal).catch(() => Buffer.alloc(0));
  const [first] = errorsIn(body);
  if (first !== undefined) return new RegistryError(status, first.code, sentence(first));
  if (status === 401) {
    return new RegistryError(
      status,
      'UNAUTHORIZED',
      `unauthorized: ${detailsIn(body) ?? 'authentication required'}`,
    );
  }
  if (status === 404) return new RegistryError(status, '', 'not found');
  const shown = `${status} ${STATUS_CODES[status] ?? ''}`.trim();
  return new RegistryError(status, '', `received unexpected HTTP status: ${shown}`);
}

const DENIED = 'denied: requested access to the resource is denied';

/** RFC 6750, 3.1: the token is good, but not for this. */
function lacksScope({ headers }: HttpResponse): boolean {
  return parseChallenges(headers['www-authenticate']).some(
    ({ scheme, parameters }) =>
      scheme === 'bearer' && parameters.get('error') === 'insufficient_scope',
  );
}

interface ListedError {
  readonly code: string;
  readonly message: string;
}

/** distribution: registry/api/errcode: `TOOMANYREQUESTS` is shown as `toomanyrequests: …` */
function sentence({ code, message }: ListedError): string {
  const said = printable(message);
  const shown = code.toLowerCase().replaceAll('_', ' ');
  return said === '' ? shown : `${shown}: ${said}`;
}

function errorsIn(body: Buffer): readonly ListedError[] {
  const document = parsed(body);
  const list = isObject(document) ? document['errors'] : undefined;
  if (!Array.isArray(list)) return [];
  return list.filter(isObject).map(({ code, message }) => ({
    code: typeof code === 'string' ? printable(code) : 'UNKNOWN',
    message: typeof message === 'string' ? message : '',
  }));
}

/** Token servers answer `{"details": "incorrect username or password"}`. */
function detailsIn(body: Buffer): string | undefined {
  const document = parsed(body);
  const details = isObject(document) ? document['details'] : undefined;
  return typeof details === 'string' && details !== '' ? printable(details) : undefined;
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** It goes to terminals: no control characters, and not a book. */
function printable(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ').slice(0, MAX_SHOWN);
}
