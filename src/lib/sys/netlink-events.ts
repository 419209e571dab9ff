import { closeSync } from 'node:fs';
import { Socket } from 'node:net';

import { errnoOf } from './errno.ts';
import { declareChecked } from './libc.ts';
import { NETLINK, openNetlink, SOL_NETLINK } from './netlink.ts';
import { callSetsockopt, SOCK } from './socket.ts';

const NETLINK_ADD_MEMBERSHIP = 1;

const callPipe = declareChecked<[Int32Array, number]>('pipe2', 'int pipe2(int *ends, int flags)');
const callDup = declareChecked<[number, number, number]>(
  'dup3',
  'int dup3(int from, int to, int flags)',
);

export interface NetlinkEventsOptions {
  readonly protocol: keyof typeof NETLINK;
  /** Number of the multicast group. */
  readonly group: number;
  /** Called with each datagram; with none when some were lost. */
  readonly onEvent: (datagram: Buffer | undefined) => void;
  /** Nothing comes any more. */
  readonly onFailure: (error: Error) => void;
}

/**
 * What the kernel tells of by itself, in the network namespace of the calling thread, without a thread that
 * waits and without keeping the process alive.
 */
export class NetlinkEvents implements Disposable {
  readonly #options: NetlinkEventsOptions;
  #socket: Socket;

  constructor(options: NetlinkEventsOptions) {
    this.#options = options;
    this.#socket = this.#open();
  }

  [Symbol.dispose](): void {
    this.#socket.removeAllListeners('error').on('error', () => undefined);
    this.#socket.destroy();
  }

  #open(): Socket {
    const { protocol, group, onEvent, onFailure } = this.#options;
    const socket = adopt(subscribe(NETLINK[protocol], group));
    socket.on('data', onEvent);
    socket.on('error', (err) => {
      if (errnoOf(err) !== 'ENOBUFS') {
        onFailure(err);
        return;
      }
      this.#socket = this.#open();
      onEvent(undefined);
    });
    return socket.unref();
  }
}

function subscribe(protocol: number, group: number): number {
  const fd = openNetlink(protocol, SOCK.nonblock);
  try {
    const value = Buffer.alloc(4);
    value.writeInt32LE(group);
    callSetsockopt('netlink', fd, SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, value, value.length);
    return fd;
  } catch (err) {
    closeSync(fd);
    throw err;
  }
}

/**
 * Lets the event loop read from a descriptor that Node has no class for: a pipe is given to it, whose descriptor
 * then, before the loop polls for the first time, becomes this one. Each read is one datagram.
 */
function adopt(fd: number): Socket {
  const ends = new Int32Array(2);
  callPipe('netlink', ends, SOCK.cloexec | SOCK.nonblock);
  const [readEnd = -1, writeEnd = -1] = ends;
  const socket = new Socket({ fd: readEnd, readable: true, writable: false });
  callDup('netlink', fd, readEnd, SOCK.cloexec);
  closeSync(writeEnd);
  closeSync(fd);
  return socket;
}
