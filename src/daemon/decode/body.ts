import type { JsonBody, OperationId } from '../../api/operations.ts';
import { BODIES } from '../validators.gen.ts';

/**
 * The JSON body of an operation as its document. Nothing and null are an empty document, as they are for moby's
 * ReadJSON; an operation that takes no JSON gets `undefined`.
 * @throws invalidArgument `invalid JSON: …` where a type is wrong
 */
export function decodeBody<K extends OperationId>(id: K, json: unknown): JsonBody<K> {
  const body = BODIES[id];
  if (body === undefined) return undefined as JsonBody<K>;
  const { name, decoder } = body;
  return (json == null ? decoder.zero() : decoder.decode(json, name)) as JsonBody<K>;
}
