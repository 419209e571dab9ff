import { chooseForHost } from '../../image/choose-platform.ts';
import type { ImageScope } from './deps.ts';

export type ImageAction = 'import' | 'load' | 'save' | 'tag' | 'untag' | 'delete' | 'pull' | 'push';

/**
 * Publishes an event with the image's labels and a `name`: the reference for tag and pull, the id for all
 * others. A deleted image has no labels any more.
 */
export function announce(
  deps: Pick<ImageScope, 'clock' | 'events'>,
  action: ImageAction,
  event: {
    readonly id: string;
    readonly name?: string;
    readonly labels?: Readonly<Record<string, string>> | null;
  },
): void {
  const { id, name = id, labels } = event;
  const attributes = { ...labels, name };
  deps.events.publish({ type: 'image', action, id, attributes, time: deps.clock.now() });
}

/** The labels of an image's configuration for its events; none when its documents cannot be read. */
export async function labelsForEvents(
  { catalog, host, log }: Pick<ImageScope, 'catalog' | 'host' | 'log'>,
  digest: string,
  signal: AbortSignal,
): Promise<Readonly<Record<string, string>>> {
  try {
    const details = await catalog.details(digest, signal);
    if (details === undefined) return {};
    return chooseForHost(details, host)?.image.document.config.Labels ?? {};
  } catch (err) {
    log.debug({ err, image: digest }, 'image documents could not be read');
    return {};
  }
}
