import { EngineError, type ErrorCode, messageOf } from '../../lib/errors.ts';
import { errnoOf, SysCallError } from '../../lib/sys/errno.ts';
import type { NetOperations } from './operations.ts';

export type NetOperation = keyof NetOperations;

export interface Call {
  readonly id: number;
  readonly operation: NetOperation;
  readonly args: readonly unknown[];
}

export type Outcome =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: PlainError };

/** An error as data: class and members do not survive the way between threads. */
export interface PlainError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly errno?: { readonly syscall: string; readonly number: number };
}

export function toPlainError(error: unknown): PlainError {
  const code = error instanceof EngineError ? error.code : 'internal';
  const cause = error instanceof EngineError ? error.cause : error;
  if (errnoOf(error) === undefined) return { code, message: messageOf(error) };
  const { syscall = '', errno = 0 } = cause as NodeJS.ErrnoException;
  // Node's own errors count downwards.
  return { code, message: messageOf(error), errno: { syscall, number: Math.abs(errno) } };
}

export function fromPlainError({ code, message, errno }: PlainError): EngineError {
  if (errno === undefined) return new EngineError(code, message);
  return new EngineError(code, message, new SysCallError(errno.syscall, '', errno.number));
}
