import type { Containerd } from '../../ctrd/containerd.ts';
import { systemClock } from '../../lib/clock.ts';
import type { Logger } from '../../lib/logger.ts';
import { createImageMgr, type StartableImageMgr } from '../../mgr/image/create-image-mgr.ts';
import type { Config } from '../config/schema.ts';
import { imageUsers } from './image-users.ts';
import type { Storage } from './storage.ts';

export interface ImageParts {
  readonly config: () => Config;
  readonly storage: Storage;
  readonly runtime: Containerd;
  readonly log: Logger;
}

/** Images, as containerd has them by now. */
export async function composeImages(
  { config, storage, runtime, log }: ImageParts,
  stack: AsyncDisposableStack,
  signal: AbortSignal,
): Promise<StartableImageMgr> {
  const images = stack.use(
    createImageMgr({
      containerd: runtime,
      users: imageUsers(storage.registry),
      events: storage.events,
      clock: systemClock,
      log,
      config: config(),
      registrySettings: config,
    }),
  );
  await images.start(signal);
  return images;
}
