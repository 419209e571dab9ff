import { RegistryError } from '../../image/registry/registry-error.ts';
import {
  conflict,
  EngineError,
  forbidden,
  invalidArgument,
  isCode,
  messageOf,
  notFound,
} from '../../lib/errors.ts';
import { shortId } from '../../lib/ids.ts';
import { familiarName, familiarRepository, type ImageRef } from '../../lib/image-ref.ts';

/** dockerd's sentences about images; asked of 20.10 where newer ones differ in wording only. */

export const noSuchImage = (ref: string): EngineError => notFound(`No such image: ${ref}`);

export const ambiguousReference = (): EngineError => notFound('ambiguous reference');

/** What inspect says around any failure to find the image. */
export function whileInspecting(ref: string, err: unknown): unknown {
  if (!isCode(err, 'notFound') && !isCode(err, 'invalidArgument')) return err;
  return new EngineError(err.code, `no such image: ${ref}: ${messageOf(err)}`, err);
}

export const wrongPlatform = (ref: string, wanted: string, actual: string): EngineError =>
  notFound(
    `image with reference ${ref} was found but does not match the specified platform: wanted ${wanted}, actual: ${actual}`,
  );

export const platformMissing = (ref: string, wanted: string): EngineError =>
  notFound(
    `image with reference ${ref} was found but does not provide the specified platform (${wanted})`,
  );

export const imageShortId = (id: string): string => shortId(id.replace(/^sha256:/, ''));

export const referenceInUse = (ref: string, containerId: string, imageId: string): EngineError =>
  conflict(
    `conflict: unable to remove repository reference ${JSON.stringify(ref)} (must force) - container ${shortId(containerId)} is using its referenced image ${imageShortId(imageId)}`,
  );

export const usedByRunning = (imageId: string, containerId: string): EngineError =>
  conflict(
    `conflict: unable to delete ${imageShortId(imageId)} (cannot be forced) - image is being used by running container ${shortId(containerId)}`,
  );

export const usedByStopped = (imageId: string, containerId: string): EngineError =>
  conflict(
    `conflict: unable to delete ${imageShortId(imageId)} (must be forced) - image is being used by stopped container ${shortId(containerId)}`,
  );

export const inSeveralRepositories = (imageId: string): EngineError =>
  conflict(
    `conflict: unable to delete ${imageShortId(imageId)} (must be forced) - image is referenced in multiple repositories`,
  );

export const pruneIsRunning = (): EngineError => conflict('a prune operation is already running');

export const reservedName = (name: string): EngineError =>
  forbidden(`'${name}' is a reserved name`);

/** What a registry's refusal of a pull means. moby: distribution/errors.go translatePullError */
export function pullRefused(ref: ImageRef, err: unknown): unknown {
  if (!(err instanceof RegistryError)) return err;
  const { reason, status, message } = err;
  if (reason === 'DENIED' || (status === 403 && reason === '')) {
    return notFound(
      `pull access denied for ${familiarRepository(ref)}, repository does not exist or may require 'docker login': ${message}`,
      err,
    );
  }
  if (reason === 'MANIFEST_UNKNOWN') {
    return notFound(`manifest for ${familiarName(ref)} not found: ${message}`, err);
  }
  if (reason === 'NAME_UNKNOWN') {
    return notFound(`repository ${familiarRepository(ref)} not found: ${message}`, err);
  }
  return err;
}

export const invalidFilter = (key: string): EngineError =>
  invalidArgument(`invalid filter '${key}'`);
