import { inNamespace } from '../../lib/sys/namespaces.ts';
import type { ResolverPlan } from '../name-service.ts';
import type { AnswerCache } from './answer-cache.ts';
import { askTcp } from './ask-tcp.ts';
import { askUdp, type Within } from './ask-udp.ts';
import { codeOf, encodeReply, isTruncated, type Query, RCODE } from './message.ts';

export type Transport = 'udp' | 'tcp';

/** For one server; Docker's. */
const PATIENCE_MS = 4_000;
/** Questions of one container that wait for servers at once: more are refused, so that nobody else waits for them. */
const MOST_WAITING = 512;

/** Asks servers for one container, one after another until one knows. */
export class Forwarder {
  readonly #plan: ResolverPlan;
  readonly #cache: AnswerCache;
  #waiting = 0;

  constructor(plan: ResolverPlan, cache: AnswerCache) {
    this.#plan = plan;
    this.#cache = cache;
  }

  /** @returns a server's answer, or our own that none knows; never fails */
  async ask(query: Query, transport: Transport): Promise<Buffer> {
    if (!this.#plan.forward || this.#plan.upstreams.length === 0) {
      return encodeReply(query, RCODE.serverFailure);
    }
    const key = this.#keyOf(query, transport);
    const known = this.#cache.get(key, Date.now());
    if (known !== undefined) {
      known.writeUInt16BE(query.id, 0);
      return known;
    }
    if (this.#waiting >= MOST_WAITING) return encodeReply(query, RCODE.refused);
    this.#waiting += 1;
    try {
      const reply = await this.#askAll(query, transport);
      if (!isTruncated(reply)) this.#cache.put(key, reply, Date.now());
      return reply;
    } finally {
      this.#waiting -= 1;
    }
  }

  /** Answers of different servers, or seen from different places, are not mixed. */
  #keyOf({ name, type, bytes }: Query, transport: Transport): string {
    const { upstreams, containerId } = this.#plan;
    const places = upstreams.map(({ address, fromHost }) =>
      fromHost ? address : `${containerId} ${address}`,
    );
    // Flags and extensions (EDNS) are behind the question.
    const rest =
      bytes.subarray(2, 4).toString('hex') + bytes.subarray(12).toString('latin1').toLowerCase();
    return [transport, name, type, rest, ...places].join('\0');
  }

  async #askAll(query: Query, transport: Transport): Promise<Buffer> {
    let last: Buffer | undefined;
    for (const { address, fromHost } of this.#plan.upstreams) {
      const reply = await this.#askOne(query, transport, address, fromHost);
      if (reply === undefined) continue;
      last = reply;
      const code = codeOf(reply);
      if (code !== RCODE.serverFailure && code !== RCODE.refused) return reply;
    }
    return last ?? encodeReply(query, RCODE.serverFailure);
  }

  async #askOne(
    query: Query,
    transport: Transport,
    address: string,
    fromHost: boolean,
  ): Promise<Buffer | undefined> {
    const within: Within = fromHost
      ? (work) => work()
      : (work) => inNamespace(this.#plan.sandbox, 'net', work);
    const ask = transport === 'udp' ? askUdp : askTcp;
    try {
      return await ask(query, address, within, AbortSignal.timeout(PATIENCE_MS));
    } catch {
      // Unreachable, silent or gone with its namespace: the next one is asked.
      return undefined;
    }
  }
}
