import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import {
  METHODS,
  type Parameter,
  readDocument,
  refName,
  resolveParameter,
  type Route,
  routesOf,
  type Schema,
} from '../../scripts/generate/document.ts';
import { OPERATIONS } from '../../src/daemon/operations.gen.ts';
import { API_MIN, MAX_API_VERSION, parseApiVersion } from '../../src/lib/api-version.ts';

const document = readDocument();
const routes = routesOf(document);

/** What OpenAPI 3.0.3 allows, as far as the document uses it; anything else is a slip. */
const KEYS = {
  document: ['openapi', 'info', 'servers', 'tags', 'paths', 'components'],
  operation: [
    'operationId',
    'summary',
    'description',
    'tags',
    'parameters',
    'requestBody',
    'responses',
    'x-min-version',
  ],
  parameter: ['name', 'in', 'required', 'description', 'schema', 'x-min-version'],
  response: ['description', 'headers', 'content'],
  schema: [
    'type',
    'format',
    'description',
    'enum',
    'default',
    'nullable',
    'items',
    'properties',
    'required',
    'additionalProperties',
    'allOf',
    'minimum',
    'maximum',
    'minItems',
    'maxItems',
    'x-string-or-list',
  ],
} as const;
/** What streams carry where the document must say `any`. */
const UNUSED = new Set(['ImageID']);
const TYPES = ['object', 'array', 'string', 'integer', 'number', 'boolean'];

function assertKeys(value: object, kind: keyof typeof KEYS, place: string): void {
  const allowed: readonly string[] = KEYS[kind];
  const unknown = Object.keys(value).filter((key) => !allowed.includes(key));
  assert.deepEqual(unknown, [], `${place} has unknown members`);
}

/** Every `$ref` below a value, with the place where it stands. */
function* references(value: unknown, place: string): Generator<[place: string, ref: string]> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, member] of Object.entries(value)) {
    // A schema may have a property of any name; a reference is always a text.
    if (key === '$ref' && typeof member === 'string') yield [place, member];
    else yield* references(member, `${place}/${key}`);
  }
}

function resolve(ref: string): unknown {
  const steps = ref.replace(/^#\//, '').split('/');
  return steps.reduce<unknown>(
    (value, step) => (value as Record<string, unknown> | undefined)?.[step],
    document,
  );
}

function checkSchema(schema: Schema, place: string): void {
  if (schema.$ref !== undefined) {
    assert.deepEqual(Object.keys(schema), ['$ref'], `${place}: nothing may stand beside a $ref`);
    return;
  }
  assertKeys(schema, 'schema', place);
  if (schema.type !== undefined) assert.ok(TYPES.includes(schema.type), `${place}: ${schema.type}`);
  if (schema.type === 'array') assert.ok(schema.items, `${place}: an array needs items`);
  if (schema.nullable === true) assert.ok(schema.type, `${place}: nullable what?`);
  const members = membersOf(schema);
  for (const name of schema.required ?? []) {
    assert.ok(members.has(name), `${place}: required ${name} is not described`);
  }
  for (const [name, child] of childrenOf(schema)) checkSchema(child, `${place}/${name}`);
}

function membersOf(schema: Schema): Set<string> {
  const target = schema.$ref === undefined ? schema : (resolve(schema.$ref) as Schema);
  const parts = (target.allOf ?? []).flatMap((part) => [...membersOf(part)]);
  return new Set([...Object.keys(target.properties ?? {}), ...parts]);
}

function childrenOf(schema: Schema): [string, Schema][] {
  const map = schema.additionalProperties;
  return [
    ...Object.entries(schema.properties ?? {}),
    ...(schema.allOf ?? []).map((part, index): [string, Schema] => [`allOf/${index}`, part]),
    ...(schema.items === undefined ? [] : [['items', schema.items] as [string, Schema]]),
    ...(typeof map === 'object' ? [['additionalProperties', map] as [string, Schema]] : []),
  ];
}

function parametersOf({ operation }: Route): Parameter[] {
  return (operation.parameters ?? []).map((parameter) => resolveParameter(document, parameter));
}

describe('the API document', () => {
  it('is of OpenAPI 3.0.3 and of the newest version that the engine speaks', () => {
    assertKeys(document, 'document', 'document');
    assert.equal(document.openapi, '3.0.3');
    assert.equal(document.info.version, MAX_API_VERSION);
  });

  it('resolves every reference', () => {
    for (const [place, ref] of references(document, '#')) {
      assert.ok(resolve(ref) !== undefined, `${place}: ${ref}`);
    }
  });

  it('uses everything that it defines', () => {
    const used = new Set([...references(document, '#')].map(([, ref]) => ref));
    const unused = Object.entries(document.components).flatMap(([kind, entries]) =>
      Object.keys(entries)
        .map((name) => `#/components/${kind}/${name}`)
        .filter((ref) => !used.has(ref)),
    );
    assert.deepEqual(
      unused.filter((ref) => !UNUSED.has(refName(ref))),
      [],
    );
  });

  it('has well-formed schemas', () => {
    for (const [name, schema] of Object.entries(document.components.schemas)) {
      checkSchema(schema, name);
      assert.ok(schema.description, `${name} has no description`);
    }
  });

  it('has well-formed paths', () => {
    for (const [path, item] of Object.entries(document.paths)) {
      assert.match(path, /^(\/(\{\w+\}|[\w-]+))+$/);
      const methods: readonly string[] = METHODS;
      assert.deepEqual(
        Object.keys(item).filter((key) => !methods.includes(key)),
        [],
        path,
      );
    }
  });

  it('gives each operation an id of its own', () => {
    const ids = routes.map(({ operation }) => operation.operationId);
    assert.equal(new Set(ids).size, ids.length);
    assert.deepEqual(Object.keys(OPERATIONS), ids);
  });

  it('has no two operations that one request could mean', () => {
    const shapes = routes.map(
      ({ path, method }) => `${method} ${path.replaceAll(/\{\w+\}/g, '{}')}`,
    );
    assert.equal(new Set(shapes).size, shapes.length);
  });

  for (const route of routes) {
    const { operation, path } = route;
    it(`describes ${operation.operationId} well`, () => {
      assertKeys(operation, 'operation', operation.operationId);
      const tags = document.tags.map(({ name }) => name);
      assert.ok(tags.includes(operation.tags[0]), 'unknown tag');
      assert.match(operation.summary, /^[A-Z].*\.$/);
      checkParameters(route);
      if (operation.requestBody !== undefined) checkContent(operation.requestBody.content);
      checkResponses(route);
      const minimum = operation['x-min-version'];
      if (minimum !== undefined) assert.ok((parseApiVersion(minimum) ?? 0) > API_MIN);
      assert.ok(path.startsWith('/'));
    });
  }
});

function checkParameters(route: Route): void {
  const parameters = parametersOf(route);
  const inPath = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  const declared = parameters.filter((parameter) => parameter.in === 'path');
  assert.deepEqual(declared.map(({ name }) => name).sort(), inPath.sort(), 'path parameters');
  for (const parameter of parameters) {
    assertKeys(parameter, 'parameter', parameter.name);
    checkSchema(parameter.schema, parameter.name);
    if (parameter.in === 'path') assert.equal(parameter.required, true);
    if (parameter.required === true) assert.equal(parameter.schema.default, undefined);
  }
  const keys = parameters.map((parameter) => `${parameter.in} ${parameter.name}`);
  assert.equal(new Set(keys).size, keys.length, 'a parameter is declared twice');
}

function checkResponses({ operation }: Route): void {
  const statuses = Object.keys(operation.responses);
  assert.ok(
    statuses.some((status) => /^[123]/.test(status)),
    'no way to succeed',
  );
  assert.ok(statuses.includes('500'));
  for (const [status, response] of Object.entries(operation.responses)) {
    assert.match(status, /^\d{3}$/);
    if (response.$ref !== undefined) continue;
    assertKeys(response, 'response', status);
    assert.ok(response.description);
    if (response.content !== undefined) checkContent(response.content);
  }
}

function checkContent(content: Readonly<Record<string, { readonly schema?: Schema }>>): void {
  for (const [type, { schema }] of Object.entries(content)) {
    assert.match(type, /^[a-z]+\/[a-z0-9.+-]+$/);
    assert.ok(schema, `${type} has no schema`);
    checkSchema(schema, type);
  }
}
