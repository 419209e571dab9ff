import { conflict, EngineError, notFound } from '../../lib/errors.ts';

/** Docker's sentences for volumes. moby: volume/service/errors.go */

/** What went wrong with a volume, as `operation name: reason`; of the cause's class. */
export const volumeFailure = (
  operation: 'create' | 'get' | 'remove',
  name: string,
  cause: EngineError,
): EngineError => new EngineError(cause.code, `${operation} ${name}: ${cause.message}`, cause);

export const noSuchVolume = (name: string): EngineError =>
  volumeFailure('get', name, notFound('no such volume'));

export const noSuchDriver = (driver: string): EngineError =>
  notFound(`error looking up volume plugin ${driver}: plugin ${JSON.stringify(driver)} not found`);

export const volumeInUse = (name: string, containers: readonly string[]): EngineError =>
  volumeFailure('remove', name, conflict(`volume is in use - [${containers.join(', ')}]`));

export const nameTaken = (name: string): EngineError =>
  volumeFailure('create', name, conflict('conflict: volume name must be unique'));
