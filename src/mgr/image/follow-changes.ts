import { canceled, isCode } from '../../lib/errors.ts';
import type { ImageScope } from './deps.ts';

const RETRY_MS = 1000;

/** Brings names and unpacked layers up to date with containerd. */
export async function refresh(
  { catalog, containerd, unpacked }: Pick<ImageScope, 'catalog' | 'containerd' | 'unpacked'>,
  signal: AbortSignal,
): Promise<void> {
  await Promise.all([refreshNames({ catalog, containerd }, signal), unpacked.refresh(signal)]);
}

/** Reads the list again as long as we ourselves changed a name while it was on its way. */
async function refreshNames(
  { catalog, containerd }: Pick<ImageScope, 'catalog' | 'containerd'>,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    const { version } = catalog;
    if (catalog.replace(await containerd.images.list([], signal), version)) return;
  }
}

/**
 * Follows containerd's image events until the signal aborts, so that names which others change are seen.
 * Events that come while a list is being read make for one more list, not one each.
 */
export async function followChanges(scope: ImageScope, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await followOnce(scope, signal);
    } catch (err) {
      if (signal.aborted || isCode(err, 'canceled')) return;
      scope.log.debug({ err }, 'image events ended');
    }
    await scope.clock.sleep(RETRY_MS, signal).catch(() => undefined);
    if (!signal.aborted) await refresh(scope, signal).catch(() => undefined);
  }
}

async function followOnce(scope: ImageScope, signal: AbortSignal): Promise<void> {
  let running: Promise<void> | undefined;
  let again = false;
  const reread = async (): Promise<void> => {
    do {
      again = false;
      await refreshNames(scope, signal);
    } while (again);
  };
  for await (const event of scope.containerd.events.subscribe(signal)) {
    if (event.type !== 'other' || !event.topic.startsWith('/images/')) continue;
    again = true;
    running ??= reread()
      .catch((err: unknown) => {
        scope.log.debug({ err }, 'image list could not be read');
      })
      .finally(() => (running = undefined));
  }
  throw canceled('the subscription ended');
}
