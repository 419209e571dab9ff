import type { FastifyReply } from 'fastify';

const asIs = (text: unknown): string => text as string;

/**
 * Answers one JSON document as dockerd does: content type without a charset, a newline at the end, no
 * escapes beyond JSON's own.
 */
export function sendJson(reply: FastifyReply, value: unknown): FastifyReply {
  reply.raw.setHeader('Content-Type', 'application/json');
  return reply.serializer(asIs).send(`${JSON.stringify(value)}\n`);
}
