import type { ErrorCode } from '../../../lib/errors.ts';
import type { OutputStream } from '../../../lib/raw-stream.ts';
import type { LogFile } from '../log/log-files.ts';
import type { LogSinkTarget } from '../log/log-sink.ts';
import type { LogPosition } from '../log/log-writer.ts';

/** One life of a container's outputs; never used again. */
export type IoKey = number;

export interface OpenOutputs {
  readonly outputs: readonly { readonly stream: OutputStream; readonly fd: number }[];
  readonly log: LogSinkTarget;
  readonly generation: number;
  /** Whether output is sent to the main thread from the first byte on. */
  readonly tap: boolean;
}

/** What was read of a line that is not complete, hence not logged yet. */
export type Unlogged = readonly { readonly stream: OutputStream; readonly bytes: Uint8Array }[];

/** Requests with an answer, by name: what is asked and what is answered. */
export interface Calls {
  open: { ask: OpenOutputs; answer: null };
  /** Where the log ends once everything that was read before has been written. */
  mark: { ask: null; answer: LogPosition };
  /** All log files, oldest first, and where the log ends; the asker closes the files. */
  files: { ask: null; answer: { readonly files: LogFile[]; readonly end: LogPosition } };
  /** Answers when the log has grown beyond a position or ended. */
  grown: { ask: LogPosition; answer: null };
  /** The log file after a generation. */
  after: { ask: { readonly generation: number }; answer: LogFile | undefined };
  /** Stops reading; answers when the log is written and closed. */
  close: { ask: null; answer: { readonly generation: number } };
}

export type CallName = keyof Calls;

export type Request = {
  [N in CallName]: {
    readonly type: N;
    readonly io: IoKey;
    readonly id: number;
    readonly ask: Calls[N]['ask'];
  };
}[CallName];

export type ToWorker =
  | Request
  | { readonly type: 'tap'; readonly io: IoKey; readonly on: boolean }
  /** The main thread is done with so many bytes of output. */
  | { readonly type: 'credit'; readonly io: IoKey; readonly bytes: number }
  /** The asker no longer waits. */
  | { readonly type: 'cancel'; readonly io: IoKey; readonly id: number };

export type FromWorker =
  | { readonly type: 'answer'; readonly id: number; readonly answer: unknown }
  | {
      readonly type: 'refusal';
      readonly id: number;
      readonly code: ErrorCode;
      readonly message: string;
    }
  | {
      readonly type: 'output';
      readonly io: IoKey;
      readonly stream: OutputStream;
      readonly bytes: Uint8Array;
    }
  /** Stands in the order of output where a `mark` was taken. */
  | {
      readonly type: 'marked';
      readonly io: IoKey;
      readonly id: number;
      readonly unlogged: Unlogged;
    }
  /** Both outputs have ended and the log is written. */
  | { readonly type: 'drained'; readonly io: IoKey }
  | { readonly type: 'trouble'; readonly io: IoKey; readonly message: string };
