/** Types of the operations of `api/swagger.yaml`, by operationId. Types only: nothing here exists at run time. */
import type { operations } from './openapi.gen.ts';
import type { Queries } from './queries.gen.ts';

export type OperationId = keyof operations & keyof Queries;

/** An operation as `daemon/operations.gen.ts` lists it. */
export interface OperationSpec {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';
  /** In Fastify's style: `/containers/:id/json`. Every parameter is one segment, slashes in it percent-encoded. */
  readonly path: string;
  readonly tag: OperationTag;
  /** Older requests are refused with 400, e.g. `1.25`. */
  readonly minApiVersion?: string;
  readonly query: Readonly<Record<string, QueryParameter>>;
  readonly body: 'none' | 'json' | 'stream';
  readonly bodyRequired: boolean;
}

export type OperationTag =
  'Container' | 'Exec' | 'Image' | 'Build' | 'Network' | 'Volume' | 'System' | 'Plugin' | 'Swarm';

export interface QueryParameter {
  readonly type: 'boolean' | 'integer' | 'string' | 'array';
  readonly required: boolean;
  readonly default?: boolean | number | string;
  /** Ignored in older requests, e.g. `1.42`. */
  readonly minApiVersion?: string;
}

/** What the handler of an operation gets, decoded. */
export interface Operation<K extends OperationId> {
  readonly params: PathParams<K>;
  readonly query: Queries[K];
  readonly body: JsonBody<K>;
}

export type PathParams<K extends OperationId> = operations[K] extends {
  parameters: { path: infer P };
}
  ? Readonly<P>
  : Readonly<Record<string, never>>;

/** The JSON document that an operation takes; `undefined` for none, and for streams. */
export type JsonBody<K extends OperationId> = operations[K] extends { requestBody?: infer R }
  ? JsonContent<NonNullable<R>>
  : undefined;

/** The JSON document of a success; `undefined` for operations that answer something else. */
export type Reply<K extends OperationId> = operations[K] extends { responses: infer R }
  ? JsonContent<R[keyof R & (200 | 201)]>
  : undefined;

type JsonContent<R> = [R] extends [never]
  ? undefined
  : R extends { content: { 'application/json': infer B } }
    ? B
    : undefined;

/**
 * What an entry of the route table says of itself: no mark, the operation is served; `no`, it answers 501; `swarm`, it
 * answers as an engine that is in no swarm. `docs/compatibility.md` is written from it.
 */
export interface ServedMark {
  readonly served?: 'no' | 'swarm';
}
