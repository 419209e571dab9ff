import type { ResolverPlan } from '../name-service.ts';
import type { AnswerCache } from './answer-cache.ts';
import { Forwarder, type Transport } from './forwarder.ts';
import { decodeQuery, encodeReply, type Query, RCODE, truncated } from './message.ts';
import { localResolver } from './resolve-locally.ts';
import type { Zones } from './zones.ts';

/** Without EDNS an answer by UDP has so many bytes at most. */
const UDP_SIZE = 512;
const LARGEST_UDP = 4096;
const OPT_RECORD = 41;

/** Answers one container's questions. */
export class ContainerResolver {
  readonly #zones: Zones;
  readonly #cache: AnswerCache;
  #locally: ReturnType<typeof localResolver>;
  #forwarder: Forwarder;

  constructor(plan: ResolverPlan, zones: Zones, cache: AnswerCache) {
    this.#zones = zones;
    this.#cache = cache;
    this.#locally = localResolver(plan, zones);
    this.#forwarder = new Forwarder(plan, cache);
  }

  /** What is known of the container has changed. */
  update(plan: ResolverPlan): void {
    this.#locally = localResolver(plan, this.#zones);
    this.#forwarder = new Forwarder(plan, this.#cache);
  }

  /**
   * @returns the reply; at once for names of ours, so that their answers keep the order of the questions.
   * Undefined for what is no question.
   */
  answer(bytes: Buffer, transport: Transport): Buffer | Promise<Buffer> | undefined {
    const query = decodeQuery(bytes);
    if (query === undefined) return undefined;
    const answers = this.#locally(query);
    if (answers === undefined) return this.#forwarder.ask(query, transport);
    const reply = encodeReply(query, RCODE.ok, answers);
    return transport === 'udp' && reply.length > sizeLimit(query) ? truncated(query) : reply;
  }
}

/** What the client can take by UDP: the class of an OPT record says so. RFC 6891 */
function sizeLimit({ bytes }: Query): number {
  const hasExtras = bytes.readUInt16BE(10) > 0;
  // The last eleven bytes of a query with one OPT record: root name, type, size, flags, no data.
  const at = bytes.length - 11;
  const isOpt =
    hasExtras && at > 12 && bytes[at] === 0 && bytes.readUInt16BE(at + 1) === OPT_RECORD;
  if (!isOpt) return UDP_SIZE;
  return Math.min(Math.max(bytes.readUInt16BE(at + 3), UDP_SIZE), LARGEST_UDP);
}
