import { canceled, EngineError, type ErrorCode, timedOut } from '../lib/errors.ts';

/** gRPC's status codes in their numeric order, as the engine's classes (grpc: doc/statuscodes.md). */
const CODES: readonly ErrorCode[] = [
  'internal', // 0 OK: never an error
  'canceled',
  'internal', // Unknown
  'invalidArgument',
  'timeout', // DeadlineExceeded
  'notFound',
  'conflict', // AlreadyExists
  'forbidden',
  'tooManyRequests', // ResourceExhausted
  'invalidArgument', // FailedPrecondition
  'conflict', // Aborted
  'invalidArgument', // OutOfRange
  'notImplemented',
  'internal',
  'unavailable',
  'internal', // DataLoss
  'unauthenticated',
];

/** containerd's answer to a call that failed. The message is containerd's, as it came (percent-encoded UTF-8). */
export function fromGrpcStatus(status: number, message: string): EngineError {
  return new EngineError(CODES[status] ?? 'internal', decoded(message));
}

/**
 * `unavailable` because a call got no answer: nothing listens, or the connection broke. containerd itself
 * answers with that code too, e.g. for a locked ingest; that is not this.
 */
export class ConnectionLost extends EngineError {
  constructor(address: string, cause?: unknown) {
    super('unavailable', `containerd does not answer at ${address}`, cause);
  }
}

/** What a call fails with when its signal aborts. */
export function fromAbort(signal: AbortSignal): EngineError {
  const reason: unknown = signal.reason;
  const isDeadline = reason instanceof Error && reason.name === 'TimeoutError';
  return isDeadline
    ? timedOut('containerd did not answer in time', reason)
    : canceled('the call to containerd was cancelled', reason);
}

function decoded(message: string): string {
  try {
    return decodeURIComponent(message);
  } catch {
    return message;
  }
}
