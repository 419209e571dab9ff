import type { Duplex, Readable } from 'node:stream';

import type { Stdio } from '../../../ctrd/containerd.ts';

/** How bytes are put on a connection: raw (a terminal, a WebSocket) or in frames with 8-byte headers. */
export type Framing = 'raw' | 'multiplexed';

export interface StreamChoice {
  readonly stdin: boolean;
  readonly stdout: boolean;
  readonly stderr: boolean;
}

export interface AttachOptions extends StreamChoice {
  /** Replay what was logged. */
  readonly logs: boolean;
  /** Go on with what comes. */
  readonly stream: boolean;
  /** As the client wrote it, e.g. `ctrl-p,ctrl-q`; undefined for the default. */
  readonly detachKeys?: string;
}

/** An accepted attach or exec, ready for its connection. */
export interface StreamSession {
  readonly tty: boolean;
  /**
   * Moves bytes both ways until the process has ended and all its output was written, the client left
   * or the detach keys were typed; then ends the connection.
   */
  run(connection: Duplex, framing: Framing): Promise<'ended' | 'detached' | 'left'>;
}

export interface LogTarget {
  /** `json-file`, `local` or `none` */
  readonly driver: string;
  readonly options: Readonly<Record<string, string>>;
  readonly path: string;
  /** What each record says of the container: options `labels`, `env`, `tag` (log/log-attributes.ts). */
  readonly attributes?: Readonly<Record<string, string>>;
}

export interface OpenIo {
  readonly containerId: string;
  readonly tty: boolean;
  /** OpenStdin */
  readonly stdin: boolean;
  /** Stdin closes when the first attached client leaves. */
  readonly stdinOnce: boolean;
  readonly log: LogTarget;
  /**
   * The task exists since an earlier life of the daemon: its outputs have ended when nobody holds the
   * pipes any more. Without it, pipes that nobody has opened yet are waited for.
   */
  readonly reopen?: boolean;
}

/** What an attach needs to know of a container, whether it runs or not. */
export type AttachableIo = Pick<OpenIo, 'containerId' | 'tty' | 'stdin' | 'stdinOnce' | 'log'>;

export interface LogQuery {
  readonly stdout: boolean;
  readonly stderr: boolean;
  readonly follow: boolean;
  readonly timestamps: boolean;
  readonly details: boolean;
  /** Milliseconds since 1970, fractional; undefined for no bound. */
  readonly sinceMs?: number;
  readonly untilMs?: number;
  /** Number of last lines; undefined for all. */
  readonly tail?: number;
}

/** The standard streams of one container's init process. */
export interface ContainerIo {
  /** FIFO paths for Tasks.create; their read ends are open. */
  readonly stdio: Stdio;
  attach(options: AttachOptions): StreamSession;
  /** Fulfilled when both outputs have reached their end and the log is on disk. */
  readonly drained: Promise<void>;
  /** To be told when the process runs: only then can an end of stdin reach it. */
  started(): void;
  /** Ends stdin, closes every descriptor and removes the FIFOs. */
  close(): Promise<void>;
}

/** All containers' streams; bytes are pumped into log files by worker threads. */
export interface StreamHub extends AsyncDisposable {
  /** Makes the FIFOs (or reopens them after a restart of the daemon) and starts pumping. */
  open(io: OpenIo, signal: AbortSignal): Promise<ContainerIo>;
  get(containerId: string): ContainerIo | undefined;
  /**
   * Attaches to a container in whatever state: one that does not run is waited for, and the session ends
   * with the run that follows.
   */
  attach(io: AttachableIo, options: AttachOptions): StreamSession;
  /** Ends the sessions of a container that was removed. */
  forget(containerId: string): void;
  /** Reads a log, framed or raw. `live` says whether more may come, for `follow`. */
  readLog(
    target: LogTarget,
    query: LogQuery,
    framing: Framing,
    live: LogLiveness,
    signal: AbortSignal,
  ): Readable;
}

export interface LogLiveness {
  readonly containerId: string;
  /** Fulfilled when the container has stopped and its log is complete; at once for a stopped one. */
  readonly ended: Promise<void>;
}
