import { randomUUID } from 'node:crypto';

import type { Content } from '../../ctrd/containerd.ts';
import { invalidArgument, isCode } from '../../lib/errors.ts';
import { type Compression, decompress, peekCompression } from '../compression.ts';
import { isDigest } from '../digest.ts';
import { MAX_DOCUMENT } from '../documents/json-document.ts';
import { type Lease, UNDO_TIMEOUT_MS } from '../lease.ts';
import { LayerSize } from '../tar/layer-size.ts';
import { skip, tarEntries, type TarEntry } from '../tar/tar-entries.ts';
import { throwIfCanceled } from '../throw-if-canceled.ts';
import { cleanMemberName, linkTarget } from './member-name.ts';

export interface StagedFile {
  readonly digest: string;
  /** bytes */
  readonly size: number;
  readonly compression: Compression;
  /** Where it is a plain tar: its size as Docker counts a layer's. */
  readonly layerSize: number | undefined;
}

/** An archive after it went by: small documents in memory, everything else in the content store. */
export interface StagedArchive {
  readonly documents: ReadonlyMap<string, Uint8Array>;
  readonly files: ReadonlyMap<string, StagedFile>;
  /** Link → member, both clean names. */
  readonly links: ReadonlyMap<string, string>;
}

interface Staging {
  readonly content: Content;
  readonly lease: Lease;
  readonly signal: AbortSignal;
  readonly documents: Map<string, Uint8Array>;
  readonly files: Map<string, StagedFile>;
  readonly links: Map<string, string>;
}

/** Real archives have a few files a layer. */
const MAX_ENTRIES = 65_536;
const DOCUMENTS = new Set(['manifest.json', 'index.json', 'oci-layout']);
/** Written beside each layer by older dockers; nothing reads them. */
const LEGACY_CLUTTER = /^(?:repositories|[0-9a-f]{64}\/(?:VERSION|json))$/;
const BLOB_NAME = /^blobs\/([a-z0-9]+)\/([0-9a-f]+)$/;

/**
 * Reads a docker-archive or OCI layout in one pass. What a member is for is known only at the end (the
 * manifest comes last), so each goes to the content store under the lease; what nothing refers to is
 * collected with it. A blob that is there already is not written again.
 * @throws invalidArgument on names or members that an image archive does not have
 */
export async function stageArchive(
  content: Content,
  source: AsyncIterable<Uint8Array>,
  lease: Lease,
  signal: AbortSignal,
): Promise<StagedArchive> {
  const staging: Staging = {
    content,
    lease,
    signal,
    documents: new Map(),
    files: new Map(),
    links: new Map(),
  };
  for await (const entry of tarEntries(decompress(source), MAX_ENTRIES)) {
    throwIfCanceled(signal);
    await stageEntry(staging, entry);
  }
  return staging;
}

async function stageEntry(staging: Staging, entry: TarEntry): Promise<void> {
  const { type, linkName } = entry.header;
  const name = cleanMemberName(entry.header.name);
  if (type === 'directory') return;
  if (type === 'link' || type === 'symlink') {
    staging.links.set(name, linkTarget(type, name, linkName));
    return;
  }
  if (type !== 'file') {
    throw invalidArgument(`the archive has a member that is no file: ${JSON.stringify(name)}`);
  }
  if (LEGACY_CLUTTER.test(name)) return;
  if (DOCUMENTS.has(name)) staging.documents.set(name, await readSmall(entry, name));
  else staging.files.set(name, await stageFile(staging, entry, name));
}

async function readSmall(entry: TarEntry, name: string): Promise<Uint8Array> {
  if (entry.header.size > MAX_DOCUMENT) {
    throw invalidArgument(`${name} is larger than ${MAX_DOCUMENT} bytes`);
  }
  const chunks: Uint8Array[] = [];
  for await (const chunk of entry.body) chunks.push(chunk.slice());
  return Buffer.concat(chunks);
}

async function stageFile(staging: Staging, entry: TarEntry, name: string): Promise<StagedFile> {
  const { compression, source } = await peekCompression(entry.body);
  const layerSize = new LayerSize();
  const watched = compression === 'none' ? watch(source, layerSize) : source;
  const expected = expectedDigest(name);
  const stored =
    expected !== undefined && (await isThere(staging, expected, entry.header.size))
      ? await drain(watched, expected, entry.header.size)
      : await write(staging, watched, { digest: expected, size: entry.header.size });
  return {
    ...stored,
    compression,
    layerSize: compression === 'none' ? layerSize.result() : undefined,
  };
}

async function* watch(
  source: AsyncIterable<Uint8Array>,
  layerSize: LayerSize,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of source) {
    layerSize.observe(chunk);
    yield chunk;
  }
}

/** In an OCI layout a blob's name is its digest, which the content store then checks. */
function expectedDigest(name: string): string | undefined {
  const match = BLOB_NAME.exec(name);
  if (match === null) return undefined;
  const digest = `${match[1] ?? ''}:${match[2] ?? ''}`;
  if (isDigest(digest)) return digest;
  throw invalidArgument(`unsupported digest algorithm: ${digest.slice(0, 200)}`);
}

async function isThere(staging: Staging, digest: string, size: number): Promise<boolean> {
  await staging.lease.holdContent(digest, staging.signal);
  try {
    return (await staging.content.info(digest, staging.signal)).size === size;
  } catch (err) {
    if (isCode(err, 'notFound')) return false;
    throw err;
  }
}

async function drain(
  bytes: AsyncIterable<Uint8Array>,
  digest: string,
  size: number,
): Promise<{ digest: string; size: number }> {
  await skip(bytes);
  return { digest, size };
}

async function write(
  staging: Staging,
  bytes: AsyncIterable<Uint8Array>,
  known: { readonly digest: string | undefined; readonly size: number },
): Promise<{ digest: string; size: number }> {
  const { content, lease, signal } = staging;
  const ref = `${lease.id}/${randomUUID()}`;
  const expected =
    known.digest === undefined ? {} : { expected: { digest: known.digest, size: known.size } };
  try {
    const stored = await content.write({ ref, lease: lease.id, ...expected }, bytes, signal);
    await lease.holdContent(stored.digest, signal);
    return stored;
  } catch (err) {
    await content.abort(ref, AbortSignal.timeout(UNDO_TIMEOUT_MS)).catch(() => undefined);
    throw err;
  }
}
