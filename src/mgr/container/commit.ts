import type { ImageConfig } from '../../api/schemas.ts';
import { undoQuietly } from '../../lib/dispose.ts';
import { containerEvent } from './announce.ts';
import type { CommitOptions } from './container-mgr.ts';
import { mergeImageConfig } from './create/merge-image-config.ts';
import type { ContainerDeps } from './deps.ts';
import { cannotCommit } from './errors.ts';
import { type LockedContainer, recordOf } from './locked.ts';
import type { ContainerRecord } from './record.ts';

type CommitDeps = Pick<
  ContainerDeps,
  'registry' | 'runtime' | 'images' | 'events' | 'clock' | 'log'
>;

/** What of a container's configuration an image has. OCI image-spec, config.md, with Docker's additions */
const IMAGE_MEMBERS = [
  ...['User', 'ExposedPorts', 'Env', 'Entrypoint', 'Cmd', 'Volumes', 'WorkingDir', 'Labels'],
  ...['StopSignal', 'ArgsEscaped', 'Healthcheck', 'OnBuild', 'Shell'],
] as const;

/** `POST /commit`: an image of the container as it is. @returns the image's id @throws conflict, invalidArgument */
export async function commit(
  deps: CommitDeps,
  container: LockedContainer,
  { body, pause, ...options }: CommitOptions,
  signal: AbortSignal,
): Promise<string> {
  const record = recordOf(deps, container);
  const { status } = record.state;
  if (status === 'removing') throw cannotCommit(record.id, 'being removed');
  if (status === 'dead') throw cannotCommit(record.id, 'Dead');
  const { config: own, image, snapshotter, id } = record;
  const config = body === undefined ? own : mergeImageConfig(body, imageConfigOf(own));
  const isFrozen = pause && status === 'running';
  const imageId = await deps.images.commit(
    {
      snapshotter,
      key: id,
      image,
      config: imageConfigOf(config),
      createdBy: (own.Cmd ?? []).join(' '),
      frozen: (work) => (isFrozen ? frozen(deps, record, work) : work()),
    },
    options,
    signal,
  );
  const details = { comment: options.comment, imageID: imageId, imageRef: shownName(options) };
  deps.events.publish(containerEvent(record, 'commit', deps.clock.now(), details));
  return imageId;
}

function imageConfigOf(config: object): ImageConfig {
  const members = Object.entries(config).filter(([name, value]) => {
    const isListed = (IMAGE_MEMBERS as readonly string[]).includes(name);
    return isListed && value !== null && value !== undefined && value !== '';
  });
  return Object.fromEntries(members);
}

/**
 * Nothing of this is recorded: a daemon that dies meanwhile finds a frozen container that is to run, and lets
 * it go on.
 */
async function frozen<T>(
  deps: CommitDeps,
  record: ContainerRecord,
  work: () => Promise<T>,
): Promise<T> {
  const signal = AbortSignal.timeout(60_000);
  const tell = (action: string): void => {
    deps.events.publish(containerEvent(record, action, deps.clock.now()));
  };
  await deps.runtime.tasks.pause(record.id, signal);
  tell('pause');
  try {
    return await work();
  } finally {
    await undoQuietly(deps.log, 'going on after a commit', () =>
      deps.runtime.tasks.resume(record.id, AbortSignal.timeout(60_000)),
    );
    tell('unpause');
  }
}

const shownName = ({ repo, tag }: Pick<CommitOptions, 'repo' | 'tag'>): string =>
  tag === '' ? repo : `${repo}:${tag}`;
