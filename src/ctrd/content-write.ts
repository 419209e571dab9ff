import { systemClock } from '../lib/clock.ts';
import { internal, invalidArgument, isCode } from '../lib/errors.ts';
import type { WriteTarget } from './containerd.ts';
import { ConnectionLost } from './errors.ts';
import {
  ContentDefinition,
  WriteAction,
  WriteContentRequest,
  WriteContentResponse,
} from './gen/content.ts';
import type { Channel } from './grpc/channel.ts';
import { createClient } from './grpc/client.ts';
import { Dialogue } from './grpc/dialogue.ts';
import { inChunks } from './in-chunks.ts';

const PATH = `/${ContentDefinition.fullName}/${ContentDefinition.methods.write.name}`;

/** Half of that halves the speed, four times as much costs memory; containerd takes 16 MiB at most. */
const CHUNK = 1024 * 1024;

/** How often and how long (growing, in milliseconds) to wait for a writer of the same ref that is about to leave. */
const LOCKED_WAITS = [5, 10, 20, 40, 80, 160, 320, 640, 1280];

export interface Written {
  readonly digest: string;
  readonly size: number;
  /** The blob was there already. */
  readonly existed: boolean;
}

type WriteDialogue = Dialogue<WriteContentRequest, WriteContentResponse>;

/**
 * Streams a blob into the content store (containerd: api/services/content/v1 Write): STAT tells how much of
 * the ref is there and locks it, WRITE appends, COMMIT checks and publishes. Answers to WRITE are not awaited one by one.
 * An ingest that broke off stays under its ref; one whose content proved wrong is dropped.
 */
export async function writeContent(
  channel: Channel,
  target: WriteTarget,
  bytes: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): Promise<Written> {
  const opened = await open(channel, target, signal);
  if (opened === 'exists') return existing(target);
  using dialogue = opened.dialogue;
  const tail = await sendAllButLast(dialogue, target, { bytes, start: opened.offset });
  try {
    return await commit(dialogue, target, tail);
  } catch (err) {
    // Nothing that is appended can make it right. Forgetting it is a kindness and no second error.
    if (isCode(err, 'invalidArgument')) {
      await abortContent(channel, target.ref, signal).catch(() => undefined);
    }
    throw err;
  }
}

/** What the store already has is not sent again. */
function skipping(
  target: WriteTarget,
  have: number,
  bytes: AsyncIterable<Uint8Array>,
): AsyncIterable<Uint8Array> {
  const begin = target.offset ?? 0;
  if (begin > have) throw invalidArgument(`only ${have} bytes of ${target.ref} are there`);
  return inChunks(bytes, CHUNK, have - begin);
}

async function open(
  channel: Channel,
  target: WriteTarget,
  signal: AbortSignal,
): Promise<{ dialogue: WriteDialogue; offset: number } | 'exists'> {
  for (let attempt = 0; ; attempt++) {
    const dialogue: WriteDialogue = new Dialogue(
      channel,
      { path: PATH, lease: target.lease },
      { request: WriteContentRequest, response: WriteContentResponse },
      signal,
    );
    try {
      const { offset } = await dialogue.ask(messageOf(target, WriteAction.STAT, {}));
      return { dialogue, offset: Number(offset) };
    } catch (err) {
      dialogue[Symbol.dispose]();
      if (isCode(err, 'conflict') && target.expected !== undefined) return 'exists';
      const wait = LOCKED_WAITS[attempt];
      if (wait === undefined || !isLocked(err)) throw err;
      await systemClock.sleep(wait, signal);
    }
  }
}

/** Another writer, possibly one of ours whose connection was just given up, holds the ref. */
const isLocked = (err: unknown): boolean =>
  isCode(err, 'unavailable') && !(err instanceof ConnectionLost);

interface Tail {
  /** Goes with the commit, which saves a round trip. */
  readonly last: Uint8Array;
  readonly offset: number;
}

async function sendAllButLast(
  dialogue: WriteDialogue,
  target: WriteTarget,
  { bytes, start }: { bytes: AsyncIterable<Uint8Array>; start: number },
): Promise<Tail> {
  let offset = start;
  let last: Uint8Array = new Uint8Array();
  try {
    for await (const chunk of skipping(target, start, bytes)) {
      if (last.length > 0) await dialogue.tell(chunkAt(offset, last));
      offset += last.length;
      last = chunk;
    }
    return { last, offset };
  } catch (err) {
    // What came before the source failed need not come again; where the call itself failed, this does too.
    if (last.length > 0) await dialogue.tell(chunkAt(offset, last)).catch(() => undefined);
    // The ref is free again when the server has ended the call.
    await dialogue.finish();
    throw err;
  }
}

const chunkAt = (offset: number, data: Uint8Array): WriteContentRequest => ({
  ...EMPTY,
  offset: BigInt(offset),
  data,
});

async function commit(dialogue: WriteDialogue, target: WriteTarget, tail: Tail): Promise<Written> {
  let { last, offset } = tail;
  let digest = target.expected?.digest;
  if (digest === undefined) {
    // A blob that exists is refused by name, so the name must be known before.
    if (last.length > 0) {
      await dialogue.tell(chunkAt(offset, last));
      offset += last.length;
      last = new Uint8Array();
    }
    ({ digest } = await dialogue.ask({ ...EMPTY, action: WriteAction.STAT, ref: target.ref }));
  }
  const size = offset + last.length;
  try {
    await dialogue.ask(
      messageOf(target, WriteAction.COMMIT, {
        offset: BigInt(offset),
        data: last,
        total: BigInt(size),
      }),
    );
    return { digest, size, existed: false };
  } catch (err) {
    if (isCode(err, 'conflict')) return { digest, size, existed: true };
    throw err;
  }
}

const EMPTY: WriteContentRequest = {
  action: WriteAction.WRITE,
  ref: '',
  total: 0n,
  expected: '',
  offset: 0n,
  data: new Uint8Array(),
  labels: {},
};

function messageOf(
  target: WriteTarget,
  action: WriteAction,
  part: Partial<WriteContentRequest>,
): WriteContentRequest {
  return {
    ...EMPTY,
    ...part,
    action,
    ref: target.ref,
    ...(target.expected !== undefined && {
      expected: target.expected.digest,
      total: BigInt(target.expected.size),
    }),
    ...(action === WriteAction.COMMIT && { labels: { ...target.labels } }),
  };
}

/**
 * Forgets an unfinished write. A writer that was cut off a moment ago may still be leaving and hinder that.
 *
 * @throws notFound when there is none
 */
export async function abortContent(
  channel: Channel,
  ref: string,
  signal: AbortSignal,
): Promise<void> {
  const client = createClient(ContentDefinition, channel);
  for (const wait of [5, 20, 80]) {
    try {
      await client.abort({ ref }, signal);
      return;
    } catch (err) {
      if (!isCode(err, 'internal') && !isLocked(err)) throw err;
      await systemClock.sleep(wait, signal);
    }
  }
  await client.abort({ ref }, signal);
}

function existing(target: WriteTarget): Written {
  if (target.expected === undefined) throw internal('containerd knows a blob that was not named');
  return { ...target.expected, existed: true };
}
