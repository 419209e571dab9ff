import type { Operation } from '../../api/operations.ts';
import type { ApiVersion } from '../../lib/api-version.ts';
import { invalidArgument } from '../../lib/errors.ts';
import { WAIT_CONDITIONS, type WaitCondition } from '../../mgr/container/container-mgr.ts';
import type { AttachOptions, Framing, LogQuery } from '../../mgr/container/io/container-io.ts';
import { statsForVersion } from '../compat/stats.ts';
import type { Managers } from '../managers.ts';
import { beginStream, finish, streamBytes, write } from '../streams/reply-stream.ts';
import { acceptWebSocket, checkHandshake } from '../streams/websocket.ts';
import { type Call, type Handlers, ok, WRITTEN } from './handler.ts';
import { given } from './platform.ts';
import { streamType } from './stream-type.ts';
import { optionalTime } from './times.ts';

export const containerStreamRoutes = ({ containers }: Managers) =>
  ({
    ContainerAttach: async ({ params, query, version, signal, reply }) => {
      const session = await containers.attach(params.id, attachOptions(query), signal);
      const framing = session.tty ? 'raw' : 'multiplexed';
      using connection = await reply.hijackTcp(streamType(framing, version));
      await session.run(connection.duplex, framing);
      return WRITTEN;
    },
    ContainerAttachWebsocket: async ({ params, query, version, signal, request, reply }) => {
      checkHandshake(request.raw);
      const options = attachOptions(version < 1042 ? { ...query, ...ALL_STREAMS } : query);
      const session = await containers.attach(params.id, options, signal);
      const messages = version < 1028 ? 'text' : 'binary';
      const connection = await acceptWebSocket(request.raw, reply.takeSocket(), messages);
      await session.run(connection, 'raw');
      connection.end();
      return WRITTEN;
    },
    ContainerLogs: async (call) => {
      const log = containers.logs(call.params.id, logQuery(call.query));
      const framing: Framing = log.tty ? 'raw' : 'multiplexed';
      const bytes = log.open(framing, call.signal);
      await streamBytes(call, streamType(framing, call.version), bytes);
      return WRITTEN;
    },
    ContainerStats: async (call) => {
      const { stream, 'one-shot': oneShot } = call.query;
      const samples = containers.stats(call.params.id, { stream, oneShot }, call.signal);
      return stream ? streamSamples(call, samples) : ok(await firstSample(call, samples));
    },
    ContainerWait: (call) => {
      const condition = waitCondition(call.query.condition, call.version);
      const { done } = containers.wait(call.params.id, condition, call.signal);
      return call.version < 1030 ? done.then(ok) : waitInTheOpen(call, done);
    },
  }) satisfies Partial<Handlers>;

const ALL_STREAMS = { stdin: true, stdout: true, stderr: true } as const;

function attachOptions(query: Operation<'ContainerAttach'>['query']): AttachOptions {
  const { stdin, stdout, stderr, logs, stream } = query;
  return { stdin, stdout, stderr, logs, stream, ...given('detachKeys', query.detachKeys) };
}

function logQuery(query: Operation<'ContainerLogs'>['query']): LogQuery {
  const { stdout, stderr, follow, timestamps, details } = query;
  if (!stdout && !stderr) {
    throw invalidArgument('Bad parameters: you must choose at least one stream');
  }
  const sinceMs = optionalTime(query.since);
  const untilMs = optionalTime(query.until);
  // What is no number means all, as in moby.
  const tail = /^\+?\d+$/.test(query.tail) ? Number(query.tail) : undefined;
  return {
    ...{ stdout, stderr, follow, timestamps, details },
    ...(sinceMs === undefined ? {} : { sinceMs }),
    ...(untilMs === undefined ? {} : { untilMs }),
    ...(tail === undefined ? {} : { tail }),
  };
}

/** Before 1.30 there were no conditions. @throws invalidArgument */
function waitCondition(text: string, version: ApiVersion): WaitCondition {
  const wanted = text === '' || version < 1030 ? 'not-running' : text;
  const condition = WAIT_CONDITIONS.find((known) => known === wanted);
  if (condition === undefined) throw invalidArgument(`invalid condition: "${text}"`);
  return condition;
}

/** The head goes out before the wait: `docker run` starts the container when it has seen it. */
async function waitInTheOpen(
  call: Call<'ContainerWait'>,
  done: Promise<object>,
): Promise<'written'> {
  const raw = beginStream(call, 'application/json');
  await finish(call, raw, async () => {
    raw.end(`${JSON.stringify(await done)}\n`);
  });
  return WRITTEN;
}

async function firstSample(
  call: Call<'ContainerStats'>,
  samples: AsyncIterable<object>,
): Promise<object> {
  for await (const sample of samples) return statsForVersion(sample, call.version);
  throw invalidArgument('there is no sample');
}

/** The first sample decides between a refusal and a stream. */
async function streamSamples(
  call: Call<'ContainerStats'>,
  samples: AsyncIterable<object>,
): Promise<'written'> {
  const iterator = samples[Symbol.asyncIterator]();
  const first = await iterator.next();
  const raw = beginStream(call, 'application/json');
  await finish(call, raw, async () => {
    for (let next = first; next.done !== true; next = await iterator.next()) {
      const line = `${JSON.stringify(statsForVersion(next.value, call.version))}\n`;
      await write(raw, line, call.signal);
    }
    raw.end();
  });
  await iterator.return?.();
  return WRITTEN;
}
