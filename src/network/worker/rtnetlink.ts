import { sysError } from '../../lib/sys/errno.ts';
import { NetlinkSocket } from '../../lib/sys/netlink.ts';
import {
  decodeAttributes,
  decodeMessages,
  decodeString,
  encodeMessage,
  NLM_F,
  NLMSG,
  type Reply,
  type Request,
} from './netlink-codec.ts';

const NLM_F_CAPPED = 0x100;
const NLM_F_ACK_TLVS = 0x200;
const NLMSGERR_ATTR_MSG = 1;
const DATAGRAM_SIZE = 65536;

/** A request with words for its error. */
export interface NamedRequest extends Request {
  /** e.g. `link eth0` */
  readonly subject: string;
}

/**
 * Requests to the network stack of the namespace in which it was opened. Synchronous: the kernel
 * does the work inside send(2), the answers are there when it returns.
 */
export class Rtnetlink implements Disposable {
  readonly #socket: NetlinkSocket;
  readonly #buffer = Buffer.allocUnsafe(DATAGRAM_SIZE);
  #sequence = 0;

  /** @param protocol which part of it; they all answer the same way */
  constructor(protocol: 'route' | 'netfilter' = 'route') {
    this.#socket = NetlinkSocket.open(protocol);
  }

  /**
   * Sends all in one system call; the kernel does them in order and goes on after a failure.
   * @throws internal with the errno of the first one that failed
   */
  execute(...requests: readonly NamedRequest[]): void {
    const first = this.#sequence + 1;
    const flags = NLM_F.request | NLM_F.ack;
    this.#socket.send(Buffer.concat(requests.map((request) => this.#encode(request, flags))));
    let failure: Error | undefined;
    for (let left = requests.length; left > 0;) {
      for (const reply of this.#receive()) {
        if (reply.type !== NLMSG.error || reply.sequence < first) continue;
        left -= 1;
        failure ??= toError(reply, requests[reply.sequence - first]);
      }
    }
    if (failure !== undefined) throw failure;
  }

  /** Everything that a dump request yields. The bodies are copies. */
  dump(request: NamedRequest): Buffer[] {
    this.#socket.send(this.#encode(request, NLM_F.request | NLM_F.dump));
    return this.#collect(request, NLMSG.done);
  }

  /** The one answer to a get request. */
  get(request: NamedRequest): Buffer | undefined {
    this.#socket.send(this.#encode(request, NLM_F.request | NLM_F.ack));
    return this.#collect(request, NLMSG.error)[0];
  }

  [Symbol.dispose](): void {
    this.#socket[Symbol.dispose]();
  }

  #collect(request: NamedRequest, end: number): Buffer[] {
    const found: Buffer[] = [];
    for (;;) {
      for (const reply of this.#receive()) {
        if (reply.sequence !== this.#sequence) continue;
        const failure = reply.type === NLMSG.error ? toError(reply, request) : undefined;
        if (failure !== undefined) throw failure;
        if (reply.type === end) return found;
        found.push(Buffer.from(reply.body));
      }
    }
  }

  #encode(request: Request, flags: number): Buffer {
    this.#sequence += 1;
    return encodeMessage(request, flags, this.#sequence);
  }

  #receive(): Generator<Reply> {
    return decodeMessages(this.#buffer.subarray(0, this.#socket.recv(this.#buffer)));
  }
}

/** An answer of type error with number zero is an acknowledgement. */
function toError(reply: Reply, request: NamedRequest | undefined): Error | undefined {
  const errno = -reply.body.readInt32LE(0);
  if (errno === 0) return undefined;
  const subject = request?.subject ?? 'request';
  const explanation = explanationOf(reply);
  return sysError('netlink', explanation === '' ? subject : `${subject} (${explanation})`, errno);
}

function explanationOf(reply: Reply): string {
  if ((reply.flags & NLM_F_ACK_TLVS) === 0) return '';
  const original = (reply.flags & NLM_F_CAPPED) === 0 ? reply.body.readUInt32LE(4) : 16;
  const message = decodeAttributes(reply.body, 4 + original).get(NLMSGERR_ATTR_MSG);
  return message === undefined ? '' : decodeString(message);
}
