import { setTimeout as sleep } from 'node:timers/promises';

import { type Call, type Exchange, exchange } from './exchange.ts';

/** One engine, asked in few words. */
export interface Engine {
  call(call: Call): Promise<Exchange>;
  post(path: string, json?: unknown): Promise<Exchange>;
  /** @returns the parsed answer */
  get(path: string): Promise<unknown>;
  /** Creates and starts a container of busybox. */
  run(name: string, command: readonly string[], more?: object): Promise<void>;
  remove(name: string): Promise<void>;
}

export function engineOn(socket: string): Engine {
  const call = (request: Call): Promise<Exchange> => exchange(socket, request);
  const post = (path: string, json?: unknown): Promise<Exchange> =>
    call({ method: 'POST', path, ...(json === undefined ? {} : { json }) });
  return {
    call,
    post,
    get: async (path) => parseBody(await call({ path })),
    run: async (name, command, more = {}) => {
      await post(`/containers/create?name=${name}`, { Image: 'busybox', Cmd: command, ...more });
      await post(`/containers/${name}/start`);
    },
    remove: async (name) => {
      await call({ method: 'DELETE', path: `/containers/${name}?force=1` });
    },
  };
}

/** A JSON document, else the text. */
export function parseBody({ bytes }: Exchange): unknown {
  const text = bytes.toString('utf8');
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/**
 * The frames of a multiplexed stream, their first four bytes in hex. Adjacent ones of one stream are joined:
 * how output is cut into frames is each engine's choice.
 */
export function framesOf(bytes: Buffer): string[] {
  const frames: string[] = [];
  let rest = bytes;
  for (let last = ''; rest.length >= 8;) {
    const size = rest.readUInt32BE(4);
    const head = rest.subarray(0, 4).toString('hex');
    const text = rest.subarray(8, 8 + size).toString();
    if (head === last) frames.push(`${frames.pop() ?? ''}${text}`);
    else frames.push(`${head} ${text}`);
    last = head;
    rest = rest.subarray(8 + size);
  }
  return rest.length === 0 ? frames : [...frames, `rest ${rest.toString('hex')}`];
}

export interface SeenEvent {
  readonly what: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** What happened during some work, and shortly after: late events are part of the order. */
export async function eventsOf(engine: Engine, work: () => Promise<unknown>): Promise<SeenEvent[]> {
  await sleep(10);
  const since = Date.now() / 1000;
  await work();
  await sleep(120);
  const answer = await engine.call({ path: `/events?since=${since}&until=${Date.now() / 1000}` });
  return answer.bytes
    .toString()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => seen(JSON.parse(line) as Record<string, unknown>));
}

function seen(event: Record<string, unknown>): SeenEvent {
  const { Attributes } = event['Actor'] as { Attributes: Record<string, string> };
  return { what: `${String(event['Type'])} ${String(event['Action'])}`, attributes: Attributes };
}
