import type { Readable } from 'node:stream';

import type {
  ContainerConfig,
  ContainerCreateBody,
  ContainerCreateResponse,
  ContainerInspect,
  ContainerSummary,
  ContainerTop,
  ContainerUpdateBody,
  ContainerWaitResponse,
  EndpointSettings,
  FilesystemChange,
} from '../../api/schemas.ts';
import type { ApiVersion } from '../../lib/api-version.ts';
import type { Filters } from '../../lib/filters.ts';
import type { AttachOptions, Framing, LogQuery, StreamSession } from './io/container-io.ts';

/** The face that routes see. `ref` is an id, a name or a unique id prefix. */
export interface ContainerMgr {
  create(request: CreateRequest, signal: AbortSignal): Promise<ContainerCreateResponse>;
  /** @throws notModified when it runs already */
  start(ref: string, signal: AbortSignal): Promise<void>;
  /** `timeoutSeconds` −1 waits for ever. @throws notModified when it is stopped already */
  stop(ref: string, options: StopOptions, signal: AbortSignal): Promise<void>;
  restart(ref: string, options: StopOptions, signal: AbortSignal): Promise<void>;
  kill(ref: string, killSignal: string | undefined, signal: AbortSignal): Promise<void>;
  pause(ref: string, signal: AbortSignal): Promise<void>;
  unpause(ref: string, signal: AbortSignal): Promise<void>;
  rename(ref: string, name: string, signal: AbortSignal): Promise<void>;
  update(
    ref: string,
    body: ContainerUpdateBody,
    signal: AbortSignal,
  ): Promise<{ Warnings: string[] }>;
  remove(ref: string, options: RemoveOptions, signal: AbortSignal): Promise<void>;
  /** @throws notFound, invalidArgument, forbidden */
  connectNetwork(
    ref: string,
    wish: { readonly network: string; readonly settings: EndpointSettings },
    signal: AbortSignal,
  ): Promise<void>;
  disconnectNetwork(ref: string, network: string, signal: AbortSignal): Promise<void>;
  /** @returns the id of the image that it made. @throws notFound, conflict, invalidArgument */
  commit(ref: string, options: CommitOptions, signal: AbortSignal): Promise<string>;
  prune(
    filters: Filters,
    signal: AbortSignal,
  ): Promise<{ ContainersDeleted: string[]; SpaceReclaimed: number }>;
  /** Resolved references throw at once; the promise inside is the long wait. */
  wait(
    ref: string,
    condition: WaitCondition,
    signal: AbortSignal,
  ): { readonly done: Promise<ContainerWaitResponse> };
  resize(ref: string, size: TerminalSize, signal: AbortSignal): Promise<void>;
  top(ref: string, psArgs: string, signal: AbortSignal): Promise<ContainerTop>;
  changes(ref: string, signal: AbortSignal): Promise<FilesystemChange[] | null>;
  list(options: ListOptions, signal: AbortSignal): Promise<ContainerSummary[]>;
  inspect(
    ref: string,
    options: { readonly size: boolean },
    signal: AbortSignal,
  ): Promise<ContainerInspect>;
  attach(ref: string, options: AttachOptions, signal: AbortSignal): Promise<StreamSession>;
  /** Whether its streams are a terminal's, and the reader of its log. */
  logs(
    ref: string,
    query: LogQuery,
  ): { readonly tty: boolean; open(framing: Framing, signal: AbortSignal): Readable };
  /** One sample, or one a second until the signal aborts. */
  stats(
    ref: string,
    options: { readonly stream: boolean; readonly oneShot: boolean },
    signal: AbortSignal,
  ): AsyncIterable<object>;
}

export interface CreateRequest {
  readonly name?: string;
  readonly platform?: string;
  readonly body: ContainerCreateBody;
  /** What the client spoke; the newest when absent. */
  readonly apiVersion?: ApiVersion;
}

export interface StopOptions {
  readonly signal?: string;
  readonly timeoutSeconds?: number;
}

export interface RemoveOptions {
  readonly force: boolean;
  readonly volumes: boolean;
  readonly link: boolean;
}

export interface CommitOptions {
  readonly repo: string;
  readonly tag: string;
  readonly author: string;
  readonly comment: string;
  /** Dockerfile instructions. */
  readonly changes: readonly string[];
  /** Freezes a running container while its files are read. */
  readonly pause: boolean;
  /** Instead of the container's own configuration, which fills what it leaves open. */
  readonly body?: ContainerConfig;
}

export const WAIT_CONDITIONS = ['not-running', 'next-exit', 'removed'] as const;
export type WaitCondition = (typeof WAIT_CONDITIONS)[number];

export interface TerminalSize {
  readonly width: number;
  readonly height: number;
}

export interface ListOptions {
  readonly all: boolean;
  readonly limit: number;
  readonly size: boolean;
  readonly filters: Filters;
}
