import { constants } from 'node:os';

import { EngineError } from '../errors.ts';

const NAMES = new Map(Object.entries(constants.errno).map(([name, number]) => [number, name]));

/** What a failed system call leaves behind; `cause` of the EngineError. Shaped as Node's own. */
export class SysCallError extends Error {
  /** e.g. `ENOENT` */
  readonly code: string;
  readonly errno: number;
  readonly syscall: string;

  constructor(syscall: string, subject: string, errno: number) {
    const code = NAMES.get(errno) ?? `E${errno}`;
    super(`${syscall} ${subject}: ${code}`);
    this.name = 'SysCallError';
    this.code = code;
    this.errno = errno;
    this.syscall = syscall;
  }
}

/**
 * An EngineError of code `internal`: what a failed call means for the user only its caller knows.
 * Callers match on `errnoOf(error)`.
 */
export function sysError(syscall: string, subject: string, errno: number): EngineError {
  const cause = new SysCallError(syscall, subject, errno);
  return new EngineError('internal', cause.message, cause);
}

/** The errno name (`ENOENT`) of an error of ours or of Node's; undefined for anything else. */
export function errnoOf(error: unknown): string | undefined {
  const source = error instanceof EngineError ? error.cause : error;
  if (!(source instanceof Error)) return undefined;
  const { code } = source as NodeJS.ErrnoException;
  return typeof code === 'string' && /^E[A-Z0-9]+$/.test(code) ? code : undefined;
}
