import { readFileSync } from 'node:fs';

import openapiTS, { astToString } from 'openapi-typescript';
import ts from 'typescript';

import { type Document, DOCUMENT_PATH, requestSchemas } from './document.ts';

const HEADER = '// Generated from api/swagger.yaml by `npm run generate`. Do not edit.\n\n';

/**
 * The TypeScript types of the document. Optional members of what clients send may also be
 * `undefined`, so that code can build such documents member by member; answers stay exact.
 */
export async function openapiTypes(document: Document): Promise<string> {
  const requests = requestSchemas(document);
  const undefinedType = ts.factory.createKeywordTypeNode(ts.SyntaxKind.UndefinedKeyword);
  const nodes = await openapiTS(readFileSync(DOCUMENT_PATH, 'utf8'), {
    alphabetize: false,
    defaultNonNullable: false,
    silent: true,
    transformProperty(property, _schema, options) {
      const name = /^#\/components\/schemas\/([^/]+)/.exec(options.path ?? '')?.[1];
      if (name === undefined || !requests.has(name)) return undefined;
      if (property.questionToken === undefined || property.type === undefined) return undefined;
      return ts.factory.updatePropertySignature(
        property,
        property.modifiers,
        property.name,
        property.questionToken,
        ts.factory.createUnionTypeNode([property.type, undefinedType]),
      );
    },
  });
  return HEADER + astToString(nodes);
}
