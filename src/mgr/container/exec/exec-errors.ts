import {
  conflict,
  EngineError,
  internal,
  invalidArgument,
  messageOf,
  notFound,
} from '../../../lib/errors.ts';

/** Docker's sentences about execs. moby: daemon/exec.go, daemon/errors.go */
export const noSuchExec = (id: string): EngineError => notFound(`No such exec instance: ${id}`);

export const badEscapeKeys = (keys: string): EngineError =>
  invalidArgument(`Invalid escape keys (${keys}) provided`);

export const alreadyRunning = (id: string): EngineError =>
  conflict(`Error: Exec command ${id} is already running`);

export const hasRun = (id: string): EngineError =>
  conflict(`Error: Exec command ${id} has already run`);

export const neverStarted = (): EngineError => internal('timeout waiting for exec session ready');

export const notRunningExec = (id: string): EngineError =>
  conflict(`exec instance ${id} is not running`);

const NOT_FOUND = ['executable file not found', 'no such file or directory'];
const COMMAND_NOT_FOUND = 127;
const COMMAND_FAILED = 126;

/**
 * A start that failed, as the client is told. The runtime has one status for every reason: its text is
 * the only evidence of a program that is missing. It ends in `: unknown`, the class containerd's Go client
 * appends. A directory or user that is missing counts as failed, not as a missing command.
 */
export function execFailure(
  cause: unknown,
  command: string,
): { readonly exitCode: number; readonly error: EngineError } {
  const text = messageOf(cause);
  if (!(cause instanceof EngineError) || !text.startsWith('OCI runtime')) {
    const error = cause instanceof EngineError ? cause : internal(text, cause);
    return { exitCode: COMMAND_FAILED, error };
  }
  const missing =
    text.includes(`exec: "${command}"`) && NOT_FOUND.some((words) => text.includes(words));
  const sentence = text.endsWith(': unknown') ? text : `${text}: unknown`;
  return {
    exitCode: missing ? COMMAND_NOT_FOUND : COMMAND_FAILED,
    error: invalidArgument(sentence, cause),
  };
}
