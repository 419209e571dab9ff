import { isCode } from '../lib/errors.ts';
import type { Content, ContentInfo, Labels } from './containerd.ts';
import { abortContent, writeContent } from './content-write.ts';
import { ContentDefinition, type Info } from './gen/content.ts';
import type { Channel } from './grpc/channel.ts';
import { type Client, createClient } from './grpc/client.ts';
import { present } from './messages.ts';

export type ContentClient = Client<typeof ContentDefinition>;

export function contentOver(channel: Channel): Content {
  const client = createClient(ContentDefinition, channel);
  return {
    async info(digest, signal) {
      return fromMessage((await client.info({ digest }, signal)).info);
    },
    async list(filters, signal) {
      const found: ContentInfo[] = [];
      for await (const { info } of client.list({ filters: [...filters] }, signal)) {
        found.push(...info.map(fromMessage));
      }
      return found;
    },
    updateLabels: (digest, labels, signal) => updateLabels(client, digest, labels, signal),
    async delete(digest, signal) {
      await client.delete({ digest }, signal);
    },
    read: (digest, signal, range) => read(client, { digest, ...range }, signal),
    async write(target, bytes, signal) {
      const written = await writeContent(channel, target, bytes, signal);
      // What somebody else wrote earlier must hold what it refers to as well.
      if (written.existed && target.labels !== undefined) {
        await updateLabels(client, written.digest, target.labels, signal);
      }
      return { digest: written.digest, size: written.size };
    },
    async status(ref, signal) {
      try {
        const status = present((await client.status({ ref }, signal)).status, 'the status');
        return { offset: Number(status.offset), total: Number(status.total) };
      } catch (err) {
        if (isCode(err, 'notFound')) return undefined;
        throw err;
      }
    },
    abort: (ref, signal) => abortContent(channel, ref, signal),
  };
}

async function updateLabels(
  client: ContentClient,
  digest: string,
  labels: Labels,
  signal: AbortSignal,
): Promise<void> {
  const info: Info = { digest, size: 0n, createdAt: undefined, labels: { ...labels } };
  const updateMask = Object.keys(labels).map((key) => `labels.${key}`);
  if (updateMask.length > 0) await client.update({ info, updateMask }, signal);
}

async function* read(
  client: ContentClient,
  what: { digest: string; offset?: number; size?: number },
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  // On the wire a size of zero means everything.
  if (what.size === 0) return;
  const { digest, offset = 0, size = 0 } = what;
  const request = { digest, offset: BigInt(offset), size: BigInt(size) };
  for await (const { data } of client.read(request, signal)) yield data;
}

function fromMessage(message: Info | undefined): ContentInfo {
  const info = present(message, 'the blob');
  return {
    digest: info.digest,
    size: Number(info.size),
    createdAt: info.createdAt ?? new Date(0),
    labels: info.labels,
  };
}
