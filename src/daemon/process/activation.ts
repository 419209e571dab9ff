import { readFileSync, readlinkSync } from 'node:fs';

import { invalidArgument } from '../../lib/errors.ts';

/** A listening socket that systemd opened before we were started. sd_listen_fds(3) */
export interface PassedSocket {
  readonly fd: number;
  /** FileDescriptorName= of the socket unit; `unknown` where there is none. */
  readonly name: string;
  /** Whether it can be reached over the network. */
  readonly tcp: boolean;
}

const FIRST = 3;

export interface ActivationEnvironment {
  readonly pid: string | undefined;
  readonly count: string | undefined;
  readonly names: string | undefined;
}

/** None where the variables are for another process, as after a `sh -c`. */
export function passedSockets(
  { pid, count, names }: ActivationEnvironment,
  isTcp: (fd: number) => boolean = isTcpSocket,
): readonly PassedSocket[] {
  if (Number(pid) !== process.pid) return [];
  const titles = names === undefined ? [] : names.split(':');
  return Array.from({ length: Number(count) || 0 }, (_, index) => ({
    fd: FIRST + index,
    name: titles[index] ?? 'unknown',
    tcp: isTcp(FIRST + index),
  }));
}

/**
 * Which of them `fd://NAME` means: all of them for an empty name, else those of that name, else the one of
 * that number. @throws invalidArgument when there is none
 */
export function selectSockets(
  sockets: readonly PassedSocket[],
  name: string,
): readonly PassedSocket[] {
  if (sockets.length === 0) {
    throw invalidArgument(
      'no sockets found via socket activation: make sure the service was started by systemd',
    );
  }
  if (name === '') return sockets;
  const named = sockets.filter((socket) => socket.name === name);
  const found = named.length > 0 ? named : sockets.filter(({ fd }) => String(fd) === name);
  if (found.length > 0) return found;
  throw invalidArgument(`failed to find matching listener for fd://${name}`);
}

/** A unix socket is listed with its inode; everything else that we are passed is reachable from afar. */
function isTcpSocket(fd: number): boolean {
  const inode = /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/self/fd/${fd}`))?.[1];
  if (inode === undefined) throw invalidArgument(`descriptor ${fd} is no socket`);
  const rows = readFileSync('/proc/self/net/unix', 'utf8').split('\n');
  return !rows.some((row) => row.split(/ +/)[6] === inode);
}
