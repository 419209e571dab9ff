import { readFileSync } from 'node:fs';

import { parse } from 'yaml';

export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** An OpenAPI 3.0.3 schema, as far as our document uses it. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean';
  readonly format?: string;
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly default?: Json;
  readonly nullable?: boolean;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly allOf?: readonly Schema[];
  readonly minimum?: number;
  readonly maximum?: number;
  /** Whether Go decodes a bare string into the list. */
  readonly 'x-string-or-list'?: boolean;
}

export interface Parameter {
  readonly $ref?: string;
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly description?: string;
  /** The API version that brought the parameter; older requests do without it. */
  readonly 'x-min-version'?: string;
  readonly schema: Schema;
}

export interface Body {
  readonly required?: boolean;
  readonly content: Readonly<Record<string, { readonly schema: Schema }>>;
}

export interface Response {
  readonly $ref?: string;
  readonly description: string;
  readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>;
}

export interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  readonly tags: readonly [string];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: Body;
  readonly responses: Readonly<Record<string, Response>>;
  /** The API version that brought the operation; older requests are refused. */
  readonly 'x-min-version'?: string;
}

export const METHODS = ['get', 'head', 'post', 'put', 'delete'] as const;
export type Method = (typeof METHODS)[number];
export type PathItem = Partial<Record<Method, Operation>>;

export interface Document {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string };
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly paths: Readonly<Record<string, PathItem>>;
  readonly components: {
    readonly parameters: Readonly<Record<string, Parameter>>;
    readonly responses: Readonly<Record<string, Response>>;
    readonly schemas: Readonly<Record<string, Schema>>;
  };
}

export const DOCUMENT_PATH = new URL('../../api/swagger.yaml', import.meta.url);

export function readDocument(): Document {
  return parse(readFileSync(DOCUMENT_PATH, 'utf8')) as Document;
}

export interface Route {
  readonly path: string;
  readonly method: Method;
  readonly operation: Operation;
}

/** Every operation, in the document's order. */
export function routesOf(document: Document): Route[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method];
      return operation === undefined ? [] : [{ path, method, operation }];
    }),
  );
}

/** The last part of a `$ref`. */
export function refName(ref: string): string {
  return ref.slice(ref.lastIndexOf('/') + 1);
}

export function resolveParameter(document: Document, parameter: Parameter): Parameter {
  if (parameter.$ref === undefined) return parameter;
  const target = document.components.parameters[refName(parameter.$ref)];
  if (target === undefined) throw new Error(`unresolved reference ${parameter.$ref}`);
  return target;
}

/** Names of the schemas that a request body reaches. */
export function requestSchemas(document: Document): Set<string> {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, member] of Object.entries(value)) {
      if (key !== '$ref' || typeof member !== 'string') visit(member);
      else if (!found.has(refName(member))) {
        found.add(refName(member));
        visit(document.components.schemas[refName(member)]);
      }
    }
  };
  for (const { operation } of routesOf(document)) visit(operation.requestBody);
  return found;
}
