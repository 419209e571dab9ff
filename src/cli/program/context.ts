import type { Writable } from 'node:stream';
import type { ReadStream, WriteStream } from 'node:tty';

import type { ApiClient } from '../api/client.ts';
import type { CliConfig } from '../config/cli-config.ts';

/** What a command works with. */
export interface Context {
  readonly api: ApiClient;
  readonly config: CliConfig;
  readonly stdin: ReadStream | NodeJS.ReadStream;
  readonly stdout: WriteStream | NodeJS.WriteStream;
  readonly stderr: Writable;
  readonly env: NodeJS.ProcessEnv;
  /** Aborts when the user interrupts. */
  readonly signal: AbortSignal;
  /** A line on standard output. */
  print(line: string): void;
}
