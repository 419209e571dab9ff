import { closeSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';

import { internal } from '../../../lib/errors.ts';
import { relayConnection } from './connections.ts';
import { RelayedDatagrams } from './datagrams.ts';
import type { RelayCall, RelayDone } from './protocol.ts';

/**
 * The relay's thread: bytes of published ports on the ways that NAT does not go, so that they never keep the
 * main thread from answering.
 */
const parent = parentPort;
if (parent === null) throw internal('the relay runs in a thread');

/** Two descriptors and 128 KB each. */
const MAX_CONNECTIONS = 2048;

interface Relayed {
  readonly portId: number;
  readonly end: () => void;
}

const relayed = new Set<Relayed>();

const done = (kind: RelayDone['kind'], portId: number): void => {
  parent.postMessage({ kind, portId } satisfies RelayDone);
};

parent.on('message', (call: RelayCall) => {
  if (call.kind === 'connection') serveConnection(call);
  else if (call.kind === 'datagrams') serveDatagrams(call);
  else for (const one of relayed) if (one.portId === call.portId) one.end();
});

function serveConnection({ portId, fd, target }: RelayCall & { kind: 'connection' }): void {
  if (relayed.size >= MAX_CONNECTIONS) {
    closeSync(fd);
    done('connection', portId);
    return;
  }
  const { end, closed } = relayConnection(fd, target);
  const one = { portId, end };
  relayed.add(one);
  void closed.then(() => {
    relayed.delete(one);
    done('connection', portId);
  });
}

function serveDatagrams({ portId, ...plan }: RelayCall & { kind: 'datagrams' }): void {
  const datagrams = new RelayedDatagrams(plan, () => {
    relayed.delete(one);
    done('datagrams', portId);
  });
  const one = { portId, end: () => datagrams.end() };
  relayed.add(one);
}
