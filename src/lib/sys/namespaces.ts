import { closeSync, openSync } from 'node:fs';

import { declareChecked } from './libc.ts';

const callSetns = declareChecked<[number, number]>('setns', 'int setns(int fd, int kind)');
const callUnshare = declareChecked<[number]>('unshare', 'int unshare(int flags)');

/** clone(2)'s flags by the names of /proc/PID/ns. */
export const NAMESPACES = {
  mnt: 0x00020000,
  cgroup: 0x02000000,
  uts: 0x04000000,
  ipc: 0x08000000,
  user: 0x10000000,
  pid: 0x20000000,
  net: 0x40000000,
} as const;

export type NamespaceKind = keyof typeof NAMESPACES;

/** Moves the current thread only, so never the main one; asynchronous `fs` runs on other threads. */
export function setns(fd: number, kind: NamespaceKind): void {
  callSetns(`${kind} namespace`, fd, NAMESPACES[kind]);
}

/** Gives the current thread only a namespace of its own. */
export function unshare(kind: NamespaceKind): void {
  callUnshare(`${kind} namespace`, NAMESPACES[kind]);
}

/** Where the current thread's namespace can be opened or mounted from. */
export const threadNamespace = (kind: NamespaceKind): string => `/proc/thread-self/ns/${kind}`;

/**
 * Runs synchronous work with the current thread in another namespace and comes back.
 * @param target path or open descriptor of the namespace
 */
export function inNamespace<T>(target: string | number, kind: NamespaceKind, work: () => T): T {
  const home = openSync(threadNamespace(kind), 'r');
  try {
    enter(target, kind);
    try {
      return work();
    } finally {
      setns(home, kind);
    }
  } finally {
    closeSync(home);
  }
}

function enter(target: string | number, kind: NamespaceKind): void {
  if (typeof target === 'number') {
    setns(target, kind);
    return;
  }
  const fd = openSync(target, 'r');
  try {
    setns(fd, kind);
  } finally {
    closeSync(fd);
  }
}
