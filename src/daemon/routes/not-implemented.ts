import { notImplemented as notImplementedError } from '../../lib/errors.ts';
import type { Answer } from './handler.ts';

interface Refusal {
  (): Answer;
  readonly served: 'no';
}

/** An operation that this engine does not serve (yet): 501 and why. */
export function notImplemented(sentence: string): Refusal {
  const refuse = (): Answer => {
    throw notImplementedError(sentence);
  };
  return Object.assign(refuse, { served: 'no' } as const);
}

const ARCHIVE = 'copying files to and from containers is not supported yet';
const CHECKPOINT = 'checkpoints are not supported';
const DEBUG = 'the debug endpoints are not supported';

export const notImplementedRoutes = {
  ContainerArchive: notImplemented(ARCHIVE),
  ContainerArchiveInfo: notImplemented(ARCHIVE),
  PutContainerArchive: notImplemented(ARCHIVE),
  ContainerExport: notImplemented('exporting containers is not supported yet'),
  ContainerCheckpointCreate: notImplemented(CHECKPOINT),
  ContainerCheckpointList: notImplemented(CHECKPOINT),
  ContainerCheckpointDelete: notImplemented(CHECKPOINT),
  ImageBuild: notImplemented('building images is not supported yet'),
  BuildPrune: notImplemented('building images is not supported yet'),
  BuildCancel: notImplemented('building images is not supported yet'),
  Session: notImplemented('build sessions are not supported yet'),
  Grpc: notImplemented('the BuildKit interface is not supported yet'),
  ImageAttestations: notImplemented('attestations are not supported yet'),
  SystemDataUsage: notImplemented('measuring the use of the disk is not supported yet'),
  SystemDebugVars: notImplemented(DEBUG),
  SystemDebugProfile: notImplemented(DEBUG),
  GetPluginPrivileges: notImplemented('managed plugins are not supported'),
  PluginPull: notImplemented('managed plugins are not supported'),
  PluginCreate: notImplemented('managed plugins are not supported'),
} as const;
