import { conflict, EngineError, invalidArgument, notFound } from '../../lib/errors.ts';

/**
 * Docker's sentences about containers, as daemon/errors.go and its neighbours in moby say them. Where
 * clients read a sentence of an older daemon, the older one is kept.
 */
export const noSuchContainer = (ref: string): EngineError => notFound(`No such container: ${ref}`);

export const ambiguousPrefix = (prefix: string): EngineError =>
  invalidArgument(`multiple IDs found with provided prefix: ${prefix}`);

export const nameInUse = (name: string, id: string): EngineError =>
  conflict(
    `Conflict. The container name "/${name}" is already in use by container "${id}". You have to remove (or rename) that container to be able to reuse that name.`,
  );

export const notRunning = (id: string): EngineError => conflict(`Container ${id} is not running`);

/** Of the cause's class. */
export const cannotKill = (name: string, cause: EngineError): EngineError =>
  new EngineError(cause.code, `Cannot kill container: ${name}: ${cause.message}`, cause);

export const isPaused = (name: string): EngineError =>
  conflict(`Container ${name} is paused, unpause the container before exec`);

export const isPausedForStart = (): EngineError =>
  conflict('cannot start a paused container, try unpause instead');

export const isPausedForAttach = (ref: string): EngineError =>
  conflict(`container ${ref} is paused, unpause the container before attach`);

export const isRestarting = (id: string): EngineError =>
  conflict(`Container ${id} is restarting, wait until the container is running`);

export const isRestartingForPause = (id: string): EngineError =>
  conflict(`Container ${id} is restarting, wait until the container is running`);

export const isRestartingForAttach = (ref: string): EngineError =>
  conflict(`container ${ref} is restarting, wait until the container is running`);

export const alreadyPaused = (name: string): EngineError =>
  conflict(`Container ${name} is already paused`);

export const notPaused = (id: string): EngineError => conflict(`Container ${id} is not paused`);

export const cannotRemoveRunning = (id: string): EngineError =>
  conflict(
    `You cannot remove a running container ${id}. Stop the container before attempting removal or force remove`,
  );

export const cannotRemovePaused = (id: string): EngineError =>
  conflict(
    `You cannot remove a paused container ${id}. Unpause and then stop the container before attempting removal or force remove`,
  );

export const cannotCommit = (id: string, status: string): EngineError =>
  conflict(`You cannot commit container ${id} which is ${status}`);

export const isBeingRemoved = (): EngineError =>
  conflict('container is marked for removal and cannot be started');

/** Of the cause's class: a conflict stays one, a failure of the runtime stays a failure. */
export const cannotUpdate = (id: string, cause: EngineError): EngineError =>
  new EngineError(cause.code, `Cannot update container ${id}: ${cause.message}`, cause);

export const cannotRename = (): EngineError =>
  invalidArgument('Neither old nor new names may be empty');

export const cannotAllocateName = (cause: EngineError): EngineError =>
  conflict(`Error when allocating new name: ${cause.message}`, cause);

export const renamedToItself = (name: string): EngineError =>
  invalidArgument(`Renaming a container with the same name as its current name: ${name}`);

export const noCommand = (): EngineError => invalidArgument('no command specified');
