import { parentPort } from 'node:worker_threads';

import { internal } from '../../lib/errors.ts';
import { createOperations } from './operations.ts';
import { type Call, type Outcome, toPlainError } from './protocol.ts';

/**
 * The net worker: netlink, nftables and namespaces in a thread of its own. A request may wait for
 * the kernel's network lock, and the thread wanders between namespaces; neither may happen to the
 * main thread. One call after another, in the order they came.
 */
const port = parentPort;
if (port === null) throw internal('the net worker runs in a thread');

const operations = createOperations();
let last = Promise.resolve();

port.on('message', (call: Call) => {
  last = last.then(async () => port.postMessage(await answer(call)));
});

async function answer({ id, operation, args }: Call): Promise<Outcome> {
  try {
    const perform = operations[operation] as (...args: readonly unknown[]) => unknown;
    return { id, value: await perform(...args) };
  } catch (err) {
    return { id, error: toPlainError(err) };
  }
}
