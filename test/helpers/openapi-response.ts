import assert from 'node:assert/strict';

import { Ajv2019, type ValidateFunction } from 'ajv/dist/2019.js';

import {
  type Document,
  readDocument,
  refName,
  type Response,
  routesOf,
  type Schema,
} from '../../scripts/generate/document.ts';
import type { OperationId } from '../../src/api/operations.ts';
import { OPERATIONS } from '../../src/daemon/operations.gen.ts';

const document: Document = readDocument();
const operations = new Map(
  routesOf(document).map(({ operation }) => [operation.operationId, operation]),
);
const validators = new Map<string, ValidateFunction>();
// Formats are remarks for readers.
const ajv = new Ajv2019({ strict: false, validateFormats: false, allErrors: true });
ajv.addSchema({ $id: 'document', $defs: mapValues(document.components.schemas) });

/**
 * Fails unless the document describes this answer: its status, and each member of its body. Members that the document
 * does not know are slips, too. A stream's records are checked one by one. Every refusal may happen: its body must be
 * an ErrorResponse.
 */
export function assertMatchesDocument(id: OperationId, status: number, body: unknown): void {
  const response = responseOf(id, status);
  if (OPERATIONS[id].method === 'HEAD') {
    assertEmpty(id, status, body);
    return;
  }
  const schema = response.content?.['application/json']?.schema;
  if (schema === undefined) {
    if (response.content === undefined) assertEmpty(id, status, body);
    return;
  }
  const validate = validatorOf(`${id} ${status}`, schema);
  if (validate(body)) return;
  const faults = (validate.errors ?? []).map(
    (error) => `${error.instancePath} ${error.message ?? ''} ${JSON.stringify(error.params)}`,
  );
  assert.fail(`${id} ${status} is not as documented:\n  ${faults.join('\n  ')}`);
}

function responseOf(id: OperationId, status: number): Response {
  const documented = operations.get(id)?.responses[String(status)];
  if (documented?.$ref !== undefined || (documented === undefined && status >= 400)) {
    return resolveResponse(documented?.$ref ?? 'Failed');
  }
  assert.ok(documented, `${id} does not document the status ${status}`);
  return documented;
}

function resolveResponse(ref: string): Response {
  const response = document.components.responses[refName(ref)];
  assert.ok(response, ref);
  return response;
}

function assertEmpty(id: OperationId, status: number, body: unknown): void {
  const empty = body === undefined || body === null || body === '';
  assert.ok(empty, `${id} ${status} has no body, not ${JSON.stringify(body)}`);
}

function validatorOf(key: string, schema: Schema): ValidateFunction {
  const known = validators.get(key);
  if (known !== undefined) return known;
  const made = ajv.compile(convert(schema));
  validators.set(key, made);
  return made;
}

/** OpenAPI 3.0's dialect → JSON Schema 2019. An object that names its members is closed. */
function convert(schema: Schema): Record<string, unknown> {
  if (schema.$ref !== undefined) return { $ref: `document#/$defs/${refName(schema.$ref)}` };
  const names = schema.properties !== undefined || schema.allOf !== undefined;
  const converted = { ...parts(schema), ...(names ? { unevaluatedProperties: false } : {}) };
  return schema.nullable === true ? { anyOf: [converted, { type: 'null' }] } : converted;
}

function parts({ type, enum: words, required, items, ...schema }: Schema): Record<string, unknown> {
  const map = schema.additionalProperties;
  return {
    ...(type === undefined ? {} : { type }),
    ...(words === undefined ? {} : { enum: words }),
    ...(required === undefined ? {} : { required }),
    ...(items === undefined ? {} : { items: convert(items) }),
    ...(typeof map === 'object' ? { additionalProperties: convert(map) } : {}),
    ...(schema.allOf === undefined ? {} : { allOf: schema.allOf.map(open) }),
    ...(schema.properties === undefined ? {} : { properties: mapValues(schema.properties) }),
  };
}

function mapValues(properties: Readonly<Record<string, Schema>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(properties).map(([name, member]) => [name, convert(member)]),
  );
}

/** A part of a composition may not be closed by itself: the others have members too. */
function open(schema: Schema): Record<string, unknown> {
  if (schema.$ref === undefined) return parts(schema);
  const target = document.components.schemas[refName(schema.$ref)];
  assert.ok(target, schema.$ref);
  return parts(target);
}
