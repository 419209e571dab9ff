/**
 * The one error type of the engine. The code decides the HTTP status (daemon/http-status.ts) and is
 * what callers match on; the message is Docker's sentence and is never matched on.
 * The classes are containerd's (errdefs), which are gRPC's.
 */
export const ERROR_CODES = [
  'invalidArgument',
  'unauthenticated',
  'forbidden',
  'notFound',
  'conflict',
  'notModified',
  'tooManyRequests',
  'notImplemented',
  'unavailable',
  'timeout',
  'canceled',
  'internal',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

export class EngineError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'EngineError';
    this.code = code;
  }
}

const factory =
  (code: ErrorCode) =>
  (message: string, cause?: unknown): EngineError =>
    new EngineError(code, message, cause);

export const invalidArgument = factory('invalidArgument');
export const unauthenticated = factory('unauthenticated');
export const forbidden = factory('forbidden');
export const notFound = factory('notFound');
export const conflict = factory('conflict');
export const notModified = factory('notModified');
export const notImplemented = factory('notImplemented');
export const unavailable = factory('unavailable');
export const timedOut = factory('timeout');
export const canceled = factory('canceled');
export const internal = factory('internal');

export function isCode(error: unknown, code: ErrorCode): error is EngineError {
  return error instanceof EngineError && error.code === code;
}

/** Whether a Node system call failed with this errno name, e.g. `ENOENT`. */
export function isErrno(error: unknown, code: string): error is NodeJS.ErrnoException {
  return error instanceof Error && (error as NodeJS.ErrnoException).code === code;
}

/** The sentence of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
