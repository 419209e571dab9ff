import { closeSync } from 'node:fs';
import { isIPv6 } from 'node:net';

import koffi from 'koffi';

import { ipBytes } from '../ip-bytes.ts';
import { declareChecked } from './libc.ts';
import { callBind, callSetsockopt, callSocket, SOCK } from './socket.ts';

const AF_INET = 2;
const AF_INET6 = 10;
const SOL_SOCKET = 1;
const SO_REUSEADDR = 2;
const SO_ATTACH_FILTER = 26;
const IPPROTO_IPV6 = 41;
const IPV6_V6ONLY = 26;
const F_DUPFD_CLOEXEC = 1030;
/** The kernel cuts it to net.core.somaxconn. */
const BACKLOG = 0x7fffffff;

const KINDS = {
  tcp: { type: SOCK.stream, protocol: 6 },
  udp: { type: SOCK.dgram, protocol: 17 },
  sctp: { type: SOCK.stream, protocol: 132 },
} as const;

const callListen = declareChecked<[number, number]>('listen', 'int listen(int fd, int backlog)');
const callFcntl = declareChecked<[number, number, number]>(
  'fcntl',
  'int fcntl(int fd, int command, int argument)',
);

/** What a held socket lets in: nothing, only what is for ::1, everything. */
export type PortFilter = 'nothing' | 'loopback' | 'everything';

export interface PortSocket {
  readonly protocol: keyof typeof KINDS;
  /** `0.0.0.0` or `::` for all of the family. */
  readonly address: string;
  readonly port: number;
  readonly filter: PortFilter;
}

/**
 * Holds a port: bound, and for connections listening, so that no other socket gets it. What the filter
 * refuses is dropped, not answered: who connects tries again. Not blocking.
 * @returns the descriptor. @throws internal with the errno
 */
export function holdPort({ protocol, address, port, filter }: PortSocket): number {
  const domain = isIPv6(address) ? AF_INET6 : AF_INET;
  const { type, protocol: number } = KINDS[protocol];
  const subject = `${address} ${port}/${protocol}`;
  const fd = callSocket(subject, domain, type | SOCK.nonblock | SOCK.cloexec, number);
  try {
    // Connections of the last holder may still be closing.
    if (protocol === 'tcp') enable(subject, fd, SOL_SOCKET, SO_REUSEADDR);
    if (domain === AF_INET6) enable(subject, fd, IPPROTO_IPV6, IPV6_V6ONLY);
    if (filter !== 'everything') attachFilter(subject, fd, FILTERS[filter]);
    const bytes = encodeAddress(address, port);
    callBind(subject, fd, bytes, bytes.length);
    if (protocol !== 'udp') callListen(subject, fd, BACKLOG);
    return fd;
  } catch (err) {
    closeSync(fd);
    throw err;
  }
}

/** Another descriptor of the same socket, for another owner. */
export const duplicate = (fd: number): number =>
  callFcntl(`descriptor ${fd}`, fd, F_DUPFD_CLOEXEC, 0);

function enable(subject: string, fd: number, level: number, option: number): void {
  const on = Buffer.from([1, 0, 0, 0]);
  callSetsockopt(subject, fd, level, option, on, on.length);
}

/** struct sockaddr_in, struct sockaddr_in6 */
function encodeAddress(address: string, port: number): Buffer {
  const ipv6 = isIPv6(address);
  const bytes = Buffer.alloc(ipv6 ? 28 : 16);
  bytes.writeUInt16LE(ipv6 ? AF_INET6 : AF_INET, 0);
  bytes.writeUInt16BE(port, 2);
  bytes.set(ipBytes(address), ipv6 ? 8 : 4);
  return bytes;
}

/** One instruction of the classic BPF: code, jumps, operand. linux/filter.h */
type Instruction = readonly [code: number, jumpTrue: number, jumpFalse: number, operand: number];

const LOAD_WORD = 0x20;
const JUMP_EQUAL = 0x15;
const RETURN = 0x06;
const ALL_BYTES = 0xffffffff;
/** Offsets from here on count from the network header. */
const NETWORK_HEADER = 0xfff00000;
const IPV6_DESTINATION = NETWORK_HEADER + 24;

const FILTERS: Readonly<Record<'nothing' | 'loopback', readonly Instruction[]>> = {
  nothing: [[RETURN, 0, 0, 0]],
  loopback: [
    [LOAD_WORD, 0, 0, IPV6_DESTINATION],
    [JUMP_EQUAL, 0, 7, 0],
    [LOAD_WORD, 0, 0, IPV6_DESTINATION + 4],
    [JUMP_EQUAL, 0, 5, 0],
    [LOAD_WORD, 0, 0, IPV6_DESTINATION + 8],
    [JUMP_EQUAL, 0, 3, 0],
    [LOAD_WORD, 0, 0, IPV6_DESTINATION + 12],
    [JUMP_EQUAL, 0, 1, 1],
    [RETURN, 0, 0, ALL_BYTES],
    [RETURN, 0, 0, 0],
  ],
};

function attachFilter(subject: string, fd: number, program: readonly Instruction[]): void {
  const code = Buffer.alloc(program.length * 8);
  program.forEach(([operation, jumpTrue, jumpFalse, operand], at) => {
    code.writeUInt16LE(operation, at * 8);
    code.writeUInt8(jumpTrue, at * 8 + 2);
    code.writeUInt8(jumpFalse, at * 8 + 3);
    code.writeUInt32LE(operand, at * 8 + 4);
  });
  // struct sock_fprog
  const description = Buffer.alloc(16);
  description.writeUInt16LE(program.length, 0);
  description.writeBigUInt64LE(koffi.address(code), 8);
  callSetsockopt(subject, fd, SOL_SOCKET, SO_ATTACH_FILTER, description, description.length);
}
