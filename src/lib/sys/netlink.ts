import { closeSync } from 'node:fs';

import { declareChecked } from './libc.ts';
import { callBind, callSetsockopt, callSocket, SOCK } from './socket.ts';

const AF_NETLINK = 16;
export const SOL_NETLINK = 270;
const NETLINK_EXT_ACK = 11;
const NETLINK_GET_STRICT_CHK = 12;

const callSend = declareChecked<[number, Buffer, number, number]>(
  'send',
  'intptr_t send(int fd, const void *data, size_t length, int flags)',
);
const callRecv = declareChecked<[number, Buffer, number, number]>(
  'recv',
  'intptr_t recv(int fd, void *data, size_t length, int flags)',
);

/** Protocols of netlink(7). */
export const NETLINK = { route: 0, netfilter: 12, kobjectUevent: 15 } as const;

/** @param flags of socket(2). @returns a descriptor with an address of its own: the kernel does not tell one without */
export function openNetlink(protocol: number, flags: number): number {
  const type = SOCK.raw | SOCK.cloexec | flags;
  const fd = callSocket('netlink', AF_NETLINK, type, protocol);
  const address = Buffer.alloc(12);
  address.writeUInt16LE(AF_NETLINK, 0);
  callBind('netlink', fd, address, address.length);
  return fd;
}

/**
 * A blocking netlink socket of the network namespace that its thread was in when it was opened (it
 * stays there when the thread moves on). For the net worker: a request may wait for the kernel's
 * network lock. The codec is src/network/worker/.
 */
export class NetlinkSocket implements Disposable {
  #fd: number;

  private constructor(fd: number) {
    this.#fd = fd;
  }

  static open(protocol: keyof typeof NETLINK): NetlinkSocket {
    const socket = new NetlinkSocket(openNetlink(NETLINK[protocol], 0));
    socket.#option(NETLINK_EXT_ACK);
    socket.#option(NETLINK_GET_STRICT_CHK);
    return socket;
  }

  send(message: Buffer): void {
    callSend('netlink', this.#fd, message, message.length, 0);
  }

  /** Waits for the next datagram. @returns its length, at most the buffer's */
  recv(into: Buffer): number {
    return callRecv('netlink', this.#fd, into, into.length, 0);
  }

  [Symbol.dispose](): void {
    if (this.#fd === -1) return;
    closeSync(this.#fd);
    this.#fd = -1;
  }

  /** Old kernels do not know them all; none is needed. */
  #option(name: number): void {
    const on = Buffer.from([1, 0, 0, 0]);
    try {
      callSetsockopt('netlink', this.#fd, SOL_NETLINK, name, on, on.length);
    } catch {
      // Without it errors come without their explanation, dumps without filtering.
    }
  }
}
