import { systemClock } from '../../lib/clock.ts';
import { isCode } from '../../lib/errors.ts';
import { type Logger, silentLogger } from '../../lib/logger.ts';
import { connectContainerd } from '../connect.ts';

/** Namespaces are the caller's business; looking whether containerd is there needs none. */
const NAMESPACE = 'supervisor';

/** One question. Refusals are what is expected here, so they are not logged. */
async function answers(address: string, timeoutMs: number): Promise<boolean> {
  try {
    const log = silentLogger;
    const client = await connectContainerd({ address, namespace: NAMESPACE, log, timeoutMs });
    await client[Symbol.asyncDispose]();
    return true;
  } catch (err) {
    if (isCode(err, 'unavailable') || isCode(err, 'timeout')) return false;
    throw err;
  }
}

/**
 * Asks until containerd answers. The socket appears when it serves, so an early question costs nothing but a refused
 * connection.
 *
 * @returns false when it did not answer in time or `goOn` said that there is nothing to wait for
 */
export async function waitUntilAnswers(
  target: { readonly address: string; readonly timeoutMs: number },
  goOn: () => boolean,
  signal: AbortSignal,
): Promise<boolean> {
  const end = performance.now() + target.timeoutMs;
  for (let pause = 4; ; pause = Math.min(pause * 1.5, 100)) {
    const left = Math.max(1, Math.ceil(end - performance.now()));
    if (await answers(target.address, left)) return true;
    if (performance.now() > end || !goOn()) return false;
    await systemClock.sleep(pause, signal);
  }
}

/** Fulfilled when a connection to containerd that was there is lost: a stream on which nothing ever comes ends. */
export async function connectionEnd(
  address: string,
  log: Logger,
  signal: AbortSignal,
): Promise<void> {
  try {
    await using client = await connectContainerd({ address, namespace: NAMESPACE, log });
    const events = client.events.subscribe(signal)[Symbol.asyncIterator]();
    while ((await events.next()).done !== true);
  } catch (err) {
    log.debug({ err }, 'the watch of containerd ended');
  }
}
