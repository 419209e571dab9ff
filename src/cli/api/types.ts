/** Types of calls, from the API document: what a path and method take and what they answer. */
import type { paths } from '../../api/openapi.gen.ts';

export type Method = 'get' | 'head' | 'post' | 'put' | 'delete';

/** The paths that have this method. */
export type PathOf<M extends Method> = {
  [P in keyof paths]: paths[P] extends Readonly<Record<M, object>> ? P : never;
}[keyof paths];

type OperationAt<M extends Method, P extends PathOf<M>> = paths[P][M];

type ParametersAt<M extends Method, P extends PathOf<M>> =
  OperationAt<M, P> extends { parameters: infer R } ? R : never;

export type PathParameters<M extends Method, P extends PathOf<M>> =
  ParametersAt<M, P> extends { path: infer R } ? R : Readonly<Record<string, never>>;

export type QueryOf<M extends Method, P extends PathOf<M>> =
  ParametersAt<M, P> extends { query?: infer R } ? NonNullable<R> : Readonly<Record<string, never>>;

export type BodyOf<M extends Method, P extends PathOf<M>> =
  OperationAt<M, P> extends { requestBody?: infer R } ? JsonOf<NonNullable<R>> : undefined;

/** The JSON document of a success; undefined where there is none. */
export type ReplyOf<M extends Method, P extends PathOf<M>> =
  OperationAt<M, P> extends { responses: infer R } ? JsonOf<R[keyof R & (200 | 201)]> : undefined;

type JsonOf<R> = [R] extends [never]
  ? undefined
  : R extends { content: { 'application/json': infer B } }
    ? B
    : undefined;
