import { readFileSync } from 'node:fs';

import openapiTS, { astToString } from 'openapi-typescript';
import ts from 'typescript';

import { type Document, DOCUMENT_PATH, requestSchemas } from './document.ts';

const HEADER = '// Generated from api/swagger.yaml by `npm run generate`. Do not edit.\n\n';

/**
 * The TypeScript types of the document. What clients send is typed as it is decoded: optional members may also be
 * `undefined`, so that code can build such documents member by member, and a text is any text, since only the
 * managers know Docker's sentence for a wrong one. Answers stay exact.
 */
export async function openapiTypes(document: Document): Promise<string> {
  const requests = requestSchemas(document);
  const undefinedType = ts.factory.createKeywordTypeNode(ts.SyntaxKind.UndefinedKeyword);
  const stringType = ts.factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword);
  const nodes = await openapiTS(readFileSync(DOCUMENT_PATH, 'utf8'), {
    alphabetize: false,
    defaultNonNullable: false,
    silent: true,
    transformProperty(property, schema, options) {
      const name = /^#\/components\/schemas\/([^/]+)/.exec(options.path ?? '')?.[1];
      if (name === undefined || !requests.has(name) || property.type === undefined)
        return undefined;
      const type = 'enum' in schema ? stringType : property.type;
      return ts.factory.updatePropertySignature(
        property,
        property.modifiers,
        property.name,
        property.questionToken,
        property.questionToken === undefined
          ? type
          : ts.factory.createUnionTypeNode([type, undefinedType]),
      );
    },
  });
  return HEADER + astToString(nodes);
}
