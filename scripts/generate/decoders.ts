import { type Document, refName, routesOf, type Schema } from './document.ts';

const HEADER = '// Generated from api/swagger.yaml by `npm run generate`. Do not edit.\n';
const SCALARS = {
  string: 'j.string',
  boolean: 'j.boolean',
  integer: 'j.integer',
  number: 'j.number',
};

/** `src/daemon/validators.gen.ts`: a decoder for each JSON body, built of the parts in `daemon/decode/json.ts`. */
export function bodyDecoders(document: Document): string {
  const writer = new DecoderWriter(document);
  const bodies = routesOf(document).flatMap(({ operation }) => {
    const schema = operation.requestBody?.content['application/json']?.schema;
    if (schema === undefined) return [];
    const name = schema.$ref === undefined ? operation.operationId : refName(schema.$ref);
    return [
      `  ${operation.operationId}: { name: '${name}', decoder: ${writer.expression(schema)} },\n`,
    ];
  });
  return `${HEADER}import type { OperationId } from '../api/operations.ts';
import * as j from './decode/json.ts';

${writer.declarations.join('\n')}
/** The decoder of each JSON body, and the name that refusals give to the document. */
export const BODIES: Readonly<
  Partial<Record<OperationId, { readonly name: string; readonly decoder: j.Decoder }>>
> = {
${bodies.join('')}};
`;
}

/** Writes each schema once, after those that it needs. */
class DecoderWriter {
  readonly declarations: string[] = [];
  readonly #document: Document;
  readonly #names = new Set<string>();

  constructor(document: Document) {
    this.#document = document;
  }

  expression(schema: Schema): string {
    const bare = this.#bare(schema);
    return schema.nullable === true && bare !== 'j.anything' ? `j.nullable(${bare})` : bare;
  }

  #bare(schema: Schema): string {
    if (schema.$ref !== undefined) return this.#reference(refName(schema.$ref));
    const [first, ...rest] = schema.allOf ?? [];
    if (first !== undefined)
      return rest.length === 0 ? this.expression(first) : this.#object(schema);
    if (schema['x-string-or-list'] === true) return 'j.stringOrList';
    if (schema.type === undefined) return 'j.anything';
    if (schema.type === 'object') return this.#map(schema) ?? this.#object(schema);
    return schema.type === 'array' ? this.#list(schema) : SCALARS[schema.type];
  }

  #list(schema: Schema): string {
    return `j.list(${this.expression(schema.items ?? {})})`;
  }

  #map(schema: Schema): string | undefined {
    if (typeof schema.additionalProperties !== 'object') return undefined;
    return `j.map(${this.expression(schema.additionalProperties)})`;
  }

  #object(schema: Schema): string {
    const members = this.#members(schema).map(([name, decoder]) => `\n  ${name}: ${decoder},`);
    const required = this.#required(schema).map((name) => `'${name}'`);
    const end = required.length === 0 ? '' : `, [${required.join(', ')}]`;
    return members.length === 0 ? 'j.object({})' : `j.object({${members.join('')}\n}${end})`;
  }

  /** Those of all parts: Go embeds structs where the document composes schemas. */
  #members(schema: Schema): [string, string][] {
    const own = Object.entries(schema.properties ?? {}).map(([name, member]): [string, string] => [
      name,
      this.expression(member),
    ]);
    return [...(schema.allOf ?? []).flatMap((part) => this.#members(this.#resolve(part))), ...own];
  }

  #required(schema: Schema): string[] {
    const parts = (schema.allOf ?? []).flatMap((part) => this.#required(this.#resolve(part)));
    return [...parts, ...(schema.required ?? [])];
  }

  #resolve(schema: Schema): Schema {
    if (schema.$ref === undefined) return schema;
    const target = this.#document.components.schemas[refName(schema.$ref)];
    if (target === undefined) throw new Error(`unresolved reference ${schema.$ref}`);
    return target;
  }

  #reference(name: string): string {
    if (!this.#names.has(name)) {
      this.#names.add(name);
      const expression = this.expression(this.#resolve({ $ref: name }));
      this.declarations.push(`const ${name} = ${expression};\n`);
    }
    return name;
  }
}
