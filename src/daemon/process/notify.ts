import { messageOf } from '../../lib/errors.ts';
import type { Logger } from '../../lib/logger.ts';

/** What the service manager is told of us. Without one, all of it does nothing. */
export interface ServiceNotifier extends Disposable {
  ready(): Promise<void>;
  reloading(): Promise<void>;
  stopping(): Promise<void>;
}

/**
 * @param path of NOTIFY_SOCKET
 * @param watchdogUsec WATCHDOG_USEC: how long we may be silent before we are taken for dead
 */
export function createNotifier(
  path: string | undefined,
  watchdogUsec: string | undefined,
  log: Logger,
): ServiceNotifier {
  const tell = async (...lines: string[]): Promise<void> => {
    if (path === undefined || path === '') return;
    try {
      // FFI comes in only where it is needed.
      const { sendNotification } = await import('../../lib/sys/sd-notify.ts');
      sendNotification(path, lines.join('\n'));
    } catch (err) {
      log.warn({ err: messageOf(err) }, 'the service manager could not be notified');
    }
  };
  let watchdog: NodeJS.Timeout | undefined;
  const beat = (): void => {
    const periodMs = Number(watchdogUsec) / 1000 / 2;
    if (!(periodMs > 0)) return;
    watchdog = setInterval(() => void tell('WATCHDOG=1'), periodMs);
    watchdog.unref();
  };
  return {
    ready: async () => {
      await tell('READY=1', `MAINPID=${process.pid}`, 'STATUS=serving');
      if (watchdog === undefined) beat();
    },
    reloading: () =>
      tell('RELOADING=1', `MONOTONIC_USEC=${process.hrtime.bigint() / 1000n}`, 'STATUS=reloading'),
    stopping: () => tell('STOPPING=1', 'STATUS=stopping'),
    [Symbol.dispose]: () => clearInterval(watchdog),
  };
}
