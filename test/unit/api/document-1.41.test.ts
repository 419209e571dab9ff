import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

import { parse } from 'yaml';

import {
  type Body,
  type Document,
  type Operation,
  type Parameter,
  readDocument,
  refName,
  resolveParameter,
  type Response,
  routesOf,
  type Schema,
} from '../../../scripts/generate/document.ts';

/** Docker's own document of API 1.41, as Debian's golang-github-docker-docker-dev installs it. */
const DOCKER = '/usr/share/gocode/src/github.com/docker/docker/api/swagger.yaml';
const skip = existsSync(DOCKER) ? false : `${DOCKER} is not installed`;

interface Swagger2 {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Swagger2Operation>>>>;
  readonly definitions: Readonly<Record<string, Swagger2Schema>>;
}

interface Swagger2Operation {
  readonly operationId: string;
  readonly parameters?: readonly Swagger2Parameter[];
  readonly responses: Readonly<Record<string, { readonly schema?: Swagger2Schema }>>;
}

interface Swagger2Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header' | 'body';
  readonly type?: string;
  readonly default?: unknown;
  readonly required?: boolean;
  readonly schema?: Swagger2Schema;
}

interface Swagger2Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly items?: Swagger2Schema;
  readonly properties?: Readonly<Record<string, Swagger2Schema>>;
  readonly additionalProperties?: Swagger2Schema;
  readonly allOf?: readonly Swagger2Schema[];
}

/** Schemas that have a clearer name in later documents, or whose place another one takes. */
const RENAMED: Readonly<Record<string, string>> = {
  GraphDriverData: 'DriverData',
  IdResponse: 'IDResponse',
  Image: 'ImageInspect',
  Network: 'NetworkInspect',
  NetworkContainer: 'EndpointResource',
  Port: 'PortSummary',
};

/** Fields that are written differently on purpose: each with its reason. */
const FIELD_EXCEPTIONS: Readonly<Record<string, string>> = {
  'ContainerConfig as ImageConfig.NetworkDisabled': 'a container has it, an image never had',
  'ContainerConfig as ImageConfig.MacAddress': 'a container has it, an image never had',
  'ContainerConfig as ImageConfig.StopTimeout': 'a container has it, an image never had',
  'DistributionInspect 200.Descriptor':
    'the wire has OCI descriptors, whose members are lower case',
  'DistributionInspect 200.Platforms': 'the wire has OCI platforms, whose members are lower case',
  'IPAM as NetworkIPAM.Config[][]': 'a pool is not a map: its members are named one by one',
  'IPAM.Config[][]': 'a pool is not a map: its members are named one by one',
  'Mount as MountPoint': 'lists show mounts as they were made, not as they were asked for',
  'Network as NetworkSummary.Containers': 'lists have left it out since 1.28',
  'SystemDataUsage 200.Containers[]': 'theirs is a list of lists, the wire a list',
  'SystemPingHead 200': 'an answer to HEAD has no body',
};

/** Parameters that are written differently on purpose: each with its reason. */
const PARAMETER_EXCEPTIONS: Readonly<Record<string, string>> = {
  'ContainerLogs.since': 'may have a fraction',
  'ContainerLogs.until': 'may have a fraction',
  'ServiceLogs.since': 'may have a fraction',
  'TaskLogs.since': 'may have a fraction',
  'PutContainerArchive.noOverwriteDirNonDir': 'is read as a boolean',
  'PutContainerArchive.copyUIDGID': 'is read as a boolean',
  'ImageBuild.pull': 'is read as a boolean',
  'ImageBuild.t': 'may be repeated',
  'ImageBuild.extrahosts': 'may be repeated',
  'ImageBuild.outputs': 'is JSON, for which an empty text is no default',
  'ImageCommit.changes': 'may be repeated',
};

const theirs = skip === false ? readTheirs() : undefined;
const ours = readDocument();

function readTheirs(): Swagger2 {
  // One quoted description of theirs goes on in the next line without the indentation that YAML wants.
  const text = readFileSync(DOCKER, 'utf8').replace(/ MLS\n +systems/, ' MLS systems');
  return parse(text) as Swagger2;
}

/** A schema of either document with its references and compositions resolved one level deep. */
interface Shape {
  readonly type: string | undefined;
  readonly members: Readonly<Record<string, AnySchema>>;
  readonly element: AnySchema | undefined;
}

type AnySchema = Swagger2Schema | Schema;

function shapeOf(schema: AnySchema, definitions: Readonly<Record<string, AnySchema>>): Shape {
  if (schema.$ref !== undefined) {
    const target = definitions[refName(schema.$ref)];
    assert.ok(target, `unresolved reference ${schema.$ref}`);
    return shapeOf(target, definitions);
  }
  const parts = (schema.allOf ?? []).map((part) => shapeOf(part, definitions));
  const map = schema.additionalProperties;
  return {
    type: schema.type ?? parts[0]?.type,
    members: Object.assign(
      {},
      ...parts.map((part) => part.members),
      schema.properties,
    ) as Shape['members'],
    element: schema.items ?? (typeof map === 'object' ? map : undefined) ?? parts[0]?.element,
  };
}

/** What of their schema ours lacks, as paths. */
class Comparison {
  readonly missing: string[] = [];
  readonly #seen = new Set<string>();
  readonly #theirs: Swagger2;
  readonly #ours: Document;

  constructor(theirs: Swagger2, ours: Document) {
    this.#theirs = theirs;
    this.#ours = ours;
  }

  schema(their: AnySchema, our: AnySchema | undefined, path: string): void {
    if (path in FIELD_EXCEPTIONS) return;
    if (our === undefined) {
      this.missing.push(path);
      return;
    }
    const pair = `${their.$ref ?? ''} ${our.$ref ?? ''}`;
    if (their.$ref !== undefined && our.$ref !== undefined && this.#seen.has(pair)) return;
    this.#seen.add(pair);
    const start = nameOf(their, our) ?? path;
    this.#shape(
      shapeOf(their, this.#theirs.definitions),
      shapeOf(our, this.#ours.components.schemas),
      start,
    );
  }

  #shape(their: Shape, our: Shape, path: string): void {
    if (path in FIELD_EXCEPTIONS) return;
    // A schema of ours without a type takes anything.
    if (our.type === undefined && our.element === undefined) return;
    if (their.type !== undefined && their.type !== our.type) {
      this.missing.push(`${path}: ${their.type}, ours is ${our.type ?? 'none'}`);
      return;
    }
    for (const [name, member] of Object.entries(their.members)) {
      this.schema(member, our.members[name], `${path}.${name}`);
    }
    if (their.element !== undefined) this.schema(their.element, our.element, `${path}[]`);
  }
}

/** `Mount`, or `Mount as MountPoint` where ours is another. */
function nameOf(their: AnySchema, our: AnySchema): string | undefined {
  if (their.$ref === undefined) return undefined;
  const name = refName(their.$ref);
  const ourName = our.$ref === undefined ? name : refName(our.$ref);
  return ourName === (RENAMED[name] ?? name) ? name : `${name} as ${ourName}`;
}

describe('the document, compared with the one of API 1.41', { skip }, () => {
  if (theirs === undefined) return;
  const operations = Object.entries(theirs.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
  );
  const route = (path: string, method: string): (typeof routes)[number] | undefined =>
    routes.find((candidate) => candidate.path === path && candidate.method === method);
  const routes = routesOf(ours);

  it('lacks no operation, and calls each by the same id', () => {
    const missing = operations.filter(
      ({ path, method, operation }) =>
        route(path, method)?.operation.operationId !== operation.operationId,
    );
    assert.deepEqual(
      missing.map(({ operation }) => operation.operationId),
      [],
    );
  });

  it('lacks no parameter and none of its type, default and necessity', () => {
    const missing: string[] = [];
    for (const { path, method, operation } of operations) {
      const our = (route(path, method)?.operation.parameters ?? []).map((parameter) =>
        resolveParameter(ours, parameter),
      );
      for (const their of operation.parameters ?? []) {
        if (their.in === 'body') continue;
        const name = `${operation.operationId}.${their.name}`;
        const found = our.find(
          (parameter) => parameter.name === their.name && parameter.in === their.in,
        );
        if (found === undefined) missing.push(name);
        else if (!(name in PARAMETER_EXCEPTIONS)) missing.push(...differences(name, their, found));
      }
    }
    assert.deepEqual(missing, []);
  });

  it('lacks no status', () => {
    const missing = operations.flatMap(({ path, method, operation }) => {
      const our = route(path, method)?.operation.responses ?? {};
      return Object.keys(operation.responses)
        .filter((status) => !(status in our))
        .map((status) => `${operation.operationId} ${status}`);
    });
    assert.deepEqual(missing, []);
  });

  it('lacks no schema and no field', () => {
    const comparison = new Comparison(theirs, ours);
    for (const [name, schema] of Object.entries(theirs.definitions)) {
      if (name === 'ContainerSummary') continue; // Theirs is a list of them.
      comparison.schema(schema, ours.components.schemas[RENAMED[name] ?? name], name);
    }
    assert.deepEqual(comparison.missing, []);
  });

  it('lacks no field of a body or an answer', () => {
    const comparison = new Comparison(theirs, ours);
    for (const { path, method, operation } of operations) {
      const our = route(path, method)?.operation;
      assert.ok(our);
      const body = operation.parameters?.find((parameter) => parameter.in === 'body')?.schema;
      const ourBody = schemaOf(our.requestBody);
      if (body !== undefined) comparison.schema(body, ourBody, `${operation.operationId} body`);
      for (const [status, { schema }] of Object.entries(operation.responses)) {
        const ourSchema = schemaOf(responseOf(our, status));
        if (schema !== undefined) {
          comparison.schema(schema, ourSchema, `${operation.operationId} ${status}`);
        }
      }
    }
    assert.deepEqual(comparison.missing, []);
  });
});

function responseOf(operation: Operation, status: string): Response | undefined {
  const response = operation.responses[status];
  return response?.$ref === undefined
    ? response
    : ours.components.responses[refName(response.$ref)];
}

/** Of the first kind of content: there is more than one for streams only. */
function schemaOf(holder: Body | Response | undefined): Schema | undefined {
  return Object.values(holder?.content ?? {})[0]?.schema;
}

function differences(name: string, their: Swagger2Parameter, our: Parameter): string[] {
  const found: string[] = [];
  if (their.type !== our.schema.type) found.push(`${name}: type ${their.type ?? 'none'}`);
  if (their.default !== undefined && their.default !== our.schema.default) {
    found.push(`${name}: default ${JSON.stringify(their.default)}`);
  }
  if ((their.required ?? false) && our.required !== true) found.push(`${name}: required`);
  return found;
}
