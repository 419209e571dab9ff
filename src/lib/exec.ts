import { execa } from 'execa';

import { internal } from './errors.ts';

export interface RunOptions {
  readonly input?: string;
  /** A descriptor that the program gets as its standard input, in the place of `input`. */
  readonly stdin?: number;
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
}

/**
 * Runs a program to its end without a shell and answers its standard output. Cold paths only:
 * spawning blocks the event loop in proportion to our resident memory.
 *
 * @throws internal with the program's standard error when it fails.
 */
export async function run(
  file: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<string> {
  const result = await execa(file, args, {
    reject: false,
    stripFinalNewline: true,
    ...(options.input === undefined ? { stdin: stdinOf(options) } : { input: options.input }),
    ...(options.signal === undefined ? {} : { cancelSignal: options.signal }),
    ...(options.timeoutMs === undefined ? {} : { timeout: options.timeoutMs }),
  });
  if (!result.failed) return result.stdout;
  throw internal(`${file} ${args.join(' ')}: ${result.stderr || result.shortMessage}`, result);
}

/** Any descriptor will do; the library's types know only those from 3 to 9. */
const stdinOf = ({ stdin }: RunOptions): 'ignore' | 3 =>
  stdin === undefined ? 'ignore' : (stdin as 3);

/** What the program of a failed `run` had written to its standard error. */
export function stderrOf(error: unknown): string {
  const cause: unknown = error instanceof Error ? error.cause : undefined;
  if (typeof cause !== 'object' || cause === null || !('stderr' in cause)) return '';
  return typeof cause.stderr === 'string' ? cause.stderr : '';
}
