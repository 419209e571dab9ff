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
  const names = new Rereading(scope, signal);
  for (;;) {
    try {
      await followOnce(scope, names, signal);
    } catch (err) {
      scope.log.debug({ err }, 'image events ended');
    }
    try {
      await scope.clock.sleep(RETRY_MS, signal);
      await refresh(scope, signal);
    } catch (err) {
      if (signal.aborted) return;
      scope.log.debug({ err }, 'images could not be read');
    }
  }
}

async function followOnce(
  { containerd }: ImageScope,
  names: Rereading,
  signal: AbortSignal,
): Promise<void> {
  for await (const event of containerd.events.subscribe(signal)) {
    if (event.type === 'other' && event.topic.startsWith('/images/')) names.request();
  }
}

/** At most one list under way and one more wanted. */
class Rereading {
  readonly #scope: ImageScope;
  readonly #signal: AbortSignal;
  #isWanted = false;
  #isRunning = false;

  constructor(scope: ImageScope, signal: AbortSignal) {
    this.#scope = scope;
    this.#signal = signal;
  }

  request(): void {
    this.#isWanted = true;
    if (this.#isRunning) return;
    this.#isRunning = true;
    const { log } = this.#scope;
    this.#run().catch((err: unknown) => {
      log.debug({ err }, 'image list could not be read');
    });
  }

  async #run(): Promise<void> {
    try {
      while (this.#isWanted && !this.#signal.aborted) {
        this.#isWanted = false;
        await refreshNames(this.#scope, this.#signal);
      }
    } finally {
      this.#isRunning = false;
    }
  }
}
