import type { ContainerRegistry } from '../../mgr/container/registry.ts';
import { isAlive } from '../../mgr/container/state.ts';
import type { ImageUsers } from '../../mgr/image/image-mgr.ts';

/** Which containers use an image, from memory: what images know of containers is this data and no more. */
export function imageUsers(registry: ContainerRegistry): ImageUsers {
  return {
    usersOf: (imageId) =>
      [...registry.all()]
        .filter(({ image }) => image.id === imageId)
        .map(({ id, name, state, config }) => ({
          id,
          name,
          running: isAlive(state),
          imageRef: config.Image ?? '',
        })),
  };
}
