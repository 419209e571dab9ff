import { closeSync } from 'node:fs';

import { errnoOf } from './errno.ts';
import { declareChecked } from './libc.ts';

const AF_INET = 2;
const AF_INET6 = 10;
const SOCK_NONBLOCK = 0o4000;
const SOCK_CLOEXEC = 0o2000000;
const TYPES = { tcp: 1, udp: 2 } as const;
const BACKLOG = 128;
const SOCKADDR_SIZE = 28;

const callSocket = declareChecked<[number, number, number]>(
  'socket',
  'int socket(int domain, int type, int protocol)',
);
const callBind = declareChecked<[number, Buffer, number]>(
  'bind',
  'int bind(int fd, const void *address, uint length)',
);
const callListen = declareChecked<[number, number]>('listen', 'int listen(int fd, int backlog)');
const callGetsockname = declareChecked<[number, Buffer, Buffer]>(
  'getsockname',
  'int getsockname(int fd, void *address, void *length)',
);
const callConnect = declareChecked<[number, Buffer, number]>(
  'connect',
  'int connect(int fd, const void *address, uint length)',
);

/** An address in network byte order, 4 or 16 bytes, and a port; port 0 for any free one. */
export interface SocketAddress {
  readonly address: Buffer;
  readonly port: number;
}

/** A descriptor that the caller owns, and the port that it is bound to. */
export interface BoundSocket {
  readonly fd: number;
  readonly port: number;
}

/**
 * A socket of the network namespace that this thread is in; it stays there when the thread moves on. Not
 * blocking; a TCP one listens. @throws internal with the errno
 */
export function bindSocket(kind: keyof typeof TYPES, at: SocketAddress): BoundSocket {
  const fd = open(kind, at);
  try {
    const bytes = encode(at);
    callBind(kind, fd, bytes, bytes.length);
    if (kind === 'tcp') callListen(kind, fd, BACKLOG);
    return { fd, port: portOf(fd) };
  } catch (err) {
    closeSync(fd);
    throw err;
  }
}

/** The same for a TCP connection: begun, not waited for. @returns the descriptor */
export function beginConnection(to: SocketAddress): number {
  const fd = open('tcp', to);
  try {
    const bytes = encode(to);
    callConnect('tcp', fd, bytes, bytes.length);
  } catch (err) {
    if (errnoOf(err) === 'EINPROGRESS') return fd;
    closeSync(fd);
    throw err;
  }
  return fd;
}

function open(kind: keyof typeof TYPES, { address }: SocketAddress): number {
  const domain = address.length === 4 ? AF_INET : AF_INET6;
  return callSocket(kind, domain, TYPES[kind] | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
}

function portOf(fd: number): number {
  const address = Buffer.alloc(SOCKADDR_SIZE);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(address.length, 0);
  callGetsockname('socket', fd, address, length);
  return address.readUInt16BE(2);
}

/** struct sockaddr_in, struct sockaddr_in6 */
function encode({ address, port }: SocketAddress): Buffer {
  const isIpv4 = address.length === 4;
  const bytes = Buffer.alloc(isIpv4 ? 16 : SOCKADDR_SIZE);
  bytes.writeUInt16LE(isIpv4 ? AF_INET : AF_INET6, 0);
  bytes.writeUInt16BE(port, 2);
  address.copy(bytes, isIpv4 ? 4 : 8);
  return bytes;
}
