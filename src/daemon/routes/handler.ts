import type { FastifyReply, FastifyRequest } from 'fastify';

import type { Operation, OperationId, ServedMark } from '../../api/operations.ts';
import type { ApiVersion } from '../../lib/api-version.ts';

/** One request, decoded. */
export interface Call<K extends OperationId> extends Operation<K> {
  /** What the client speaks, e.g. 1041. */
  readonly version: ApiVersion;
  /** Aborts when the client leaves before its answer is complete. */
  readonly signal: AbortSignal;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** A success. Refusals are thrown. */
export type Answer =
  | { readonly status: 200 | 201; readonly json: unknown }
  | { readonly status: 200 | 201 | 204 }
  | { readonly status: 200; readonly text: string; readonly contentType: string }
  /** The handler has written it: streams and taken connections. */
  | 'written';

export const ok = (json: unknown): Answer => ({ status: 200, json });
export const created = (json: unknown): Answer => ({ status: 201, json });
export const DONE: Answer = { status: 200 };
export const CREATED: Answer = { status: 201 };
export const NO_CONTENT: Answer = { status: 204 };
export const WRITTEN = 'written' as const;

export type Handler<K extends OperationId> = ((call: Call<K>) => Answer | Promise<Answer>) &
  ServedMark;

export type Handlers = { readonly [K in OperationId]: Handler<K> };
