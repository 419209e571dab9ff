import {
  type Body,
  type Document,
  type Operation,
  type Parameter,
  resolveParameter,
  type Route,
  routesOf,
  type Schema,
} from './document.ts';

const HEADER = '// Generated from api/swagger.yaml by `npm run generate`. Do not edit.\n';

/** `src/daemon/operations.gen.ts`: what routing and the reading of queries need to know of each operation. */
export function operationTable(document: Document): string {
  const rows = routesOf(document).map(
    (route) => `  ${route.operation.operationId}: ${literal(specOf(document, route))},\n`,
  );
  return `${HEADER}import type { OperationId, OperationSpec } from '../api/operations.ts';

/** Every operation of the document, in its order. */
export const OPERATIONS: Readonly<Record<OperationId, OperationSpec>> = {
${rows.join('')}};
`;
}

/** `src/api/queries.gen.ts`: the types of decoded queries. */
export function queryTypes(document: Document): string {
  const rows = routesOf(document).map(({ operation }) => {
    const members = queryParameters(document, operation).map(queryMember);
    const type =
      members.length === 0 ? 'Readonly<Record<string, never>>' : `{${members.join('')}\n  }`;
    return `  readonly ${operation.operationId}: ${type};\n`;
  });
  return `${HEADER}
/**
 * Queries by operationId, as \`daemon/decode/query.ts\` reads them: booleans, lists, required parameters and those with
 * a default are always there.
 */
export interface Queries {
${rows.join('')}}
`;
}

function specOf(document: Document, { path, method, operation }: Route): object {
  return {
    method: method.toUpperCase(),
    path: path.replaceAll(/\{(\w+)\}/g, ':$1'),
    tag: operation.tags[0],
    minApiVersion: operation['x-min-version'],
    query: Object.fromEntries(
      queryParameters(document, operation).map((parameter) => [
        parameter.name,
        querySpec(parameter),
      ]),
    ),
    body: bodyKind(operation.requestBody),
    bodyRequired: operation.requestBody?.required ?? false,
  };
}

export function bodyKind(body: Body | undefined): 'none' | 'json' | 'stream' {
  if (body === undefined) return 'none';
  return 'application/json' in body.content ? 'json' : 'stream';
}

function queryParameters(document: Document, operation: Operation): Parameter[] {
  return (operation.parameters ?? [])
    .map((parameter) => resolveParameter(document, parameter))
    .filter((parameter) => parameter.in === 'query');
}

function querySpec(parameter: Parameter): object {
  return {
    type: parameter.schema.type,
    required: parameter.required ?? false,
    default: parameter.schema.default,
    minApiVersion: parameter['x-min-version'],
  };
}

function queryMember({ name, required, description, schema }: Parameter): string {
  const always = required === true || schema.type === 'array' || schema.default !== undefined;
  const doc = description === undefined ? '' : `\n    /** ${description} */`;
  const type = always ? tsType(schema) : `${tsType(schema)} | undefined`;
  return `${doc}\n    readonly ${key(name)}${always ? '' : '?'}: ${type};`;
}

function tsType(schema: Schema): string {
  if (schema.type === 'integer') return 'number';
  if (schema.type === 'array') return 'readonly string[]';
  return schema.type ?? 'unknown';
}

function key(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : `'${name}'`;
}

/** A value as source text on one line; members that are undefined are left out. */
function literal(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  if (typeof value !== 'object' || value === null) return String(value);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .map(([name, member]) => `${key(name)}: ${literal(member)}`);
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}
