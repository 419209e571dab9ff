import { encodeFrame, type OutputStream } from '../../../lib/raw-stream.ts';
import { type LogSource, readLog } from '../log/read-log.ts';
import type { ReplayOptions } from './attach-session.ts';
import type { LogTarget } from './container-io.ts';
import { closedSource, type LogOwner, logSource } from './hub-logs.ts';
import type { Unlogged } from './worker-protocol.ts';

/**
 * What a container has written up to now. Where a listener is given, it gets everything that comes after
 * exactly that: it joins at a mark in the outputs, and the log is read up to the same mark.
 */
export async function* replay(
  target: LogTarget,
  owner: LogOwner,
  options: ReplayOptions,
  signal: AbortSignal,
): AsyncGenerator<Buffer> {
  const { framing, stdout, stderr } = options;
  const framed = framing === 'multiplexed';
  const { source, unlogged } = await begin(target, owner, options, signal);
  yield* readLog(source, { framed, stdout, stderr, timestamps: false, details: false });
  for (const { stream, bytes } of unlogged) {
    if (wants(options, stream)) yield framed ? encodeFrame(stream, bytes) : Buffer.from(bytes);
  }
}

const wants = ({ stdout, stderr }: ReplayOptions, stream: OutputStream): boolean =>
  stream === 1 ? stdout : stderr;

async function begin(
  target: LogTarget,
  owner: LogOwner,
  { listener }: ReplayOptions,
  signal: AbortSignal,
): Promise<{ source: LogSource; unlogged: Unlogged }> {
  const io = owner.io();
  if (listener === undefined) return { source: await logSource(target, owner), unlogged: [] };
  if (io === undefined) {
    owner.channel.join(listener);
    return { source: closedSource(target, owner), unlogged: [] };
  }
  const { end, unlogged } = await io.join(listener, signal);
  return { source: { ...(await logSource(target, owner)), end }, unlogged };
}
