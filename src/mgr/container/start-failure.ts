import { EngineError, invalidArgument, messageOf } from '../../lib/errors.ts';

const NOT_FOUND = [
  'executable file not found',
  'no such file or directory',
  'system cannot find the file specified',
];
const NOT_INVOCABLE = ['permission denied', 'is a directory', 'exec format error'];

const COMMAND_NOT_FOUND = 127;
const COMMAND_NOT_INVOCABLE = 126;
const START_FAILED = 128;

/**
 * What a failed start is told as. The runtime reports every reason with one gRPC status, so its text is
 * the only evidence; the docker CLI reads the same words for its exit codes 126 and 127, hence they are
 * passed on unchanged. moby: daemon/errors.go translateContainerdStartErr
 */
export function startFailure(cause: unknown): {
  readonly exitCode: number;
  readonly error: unknown;
} {
  const text = messageOf(cause);
  const says = (words: readonly string[]): boolean => words.some((word) => text.includes(word));
  if (!(cause instanceof EngineError) || !text.includes('OCI runtime')) {
    return { exitCode: START_FAILED, error: cause };
  }
  const error = invalidArgument(`failed to create task for container: ${text}`, cause);
  if (says(NOT_FOUND)) return { exitCode: COMMAND_NOT_FOUND, error };
  if (says(NOT_INVOCABLE)) return { exitCode: COMMAND_NOT_INVOCABLE, error };
  return { exitCode: START_FAILED, error: new EngineError(cause.code, error.message, cause) };
}
