import type { ImageInspect, ImageSummary } from '../../api/schemas.ts';
import type { ApiVersion } from '../../lib/api-version.ts';
import { ZERO_TIME } from '../../lib/go-time.ts';
import { without } from '../../lib/without.ts';

/** A list entry as a client of this version knows it. moby: getImagesJSON */
export function imageSummaryForVersion(summary: ImageSummary, version: ApiVersion): object {
  const { Descriptor: descriptor, ...common } = summary;
  return {
    ...common,
    ...(version < 1043 ? placeholders(summary) : {}),
    ...(version < 1044 ? { VirtualSize: summary.Size } : {}),
    ...(version < 1051 ? { Containers: -1 } : {}),
    ...(version >= 1048 && descriptor !== undefined ? { Descriptor: descriptor } : {}),
  };
}

/** Old clients index the first tag without looking whether there is one. */
function placeholders({ RepoTags, RepoDigests }: ImageSummary): Partial<ImageSummary> {
  if (RepoTags.length > 0 || RepoDigests.length > 0) return {};
  return { RepoTags: ['<none>:<none>'], RepoDigests: ['<none>@<none>'] };
}

/** An inspection as a client of this version knows it. moby: getImagesByName */
export function imageForVersion(found: ImageInspect, version: ApiVersion): object {
  if (version >= 1053) return { ...found, ...CONTAINER_CONFIG };
  const { Descriptor: descriptor, ...common } = without(found, 'Identity');
  return {
    ...(version < 1052 ? ALWAYS_THERE : {}),
    ...common,
    ...(version < 1052 ? { Config: { ...legacyConfig(version), ...found.Config } } : {}),
    ...(version < 1045 ? { Container: '' } : {}),
    ...CONTAINER_CONFIG,
    ...(version < 1044 ? { VirtualSize: found.Size, Created: found.Created ?? ZERO_TIME } : {}),
    ...(version >= 1048 && descriptor !== undefined ? { Descriptor: descriptor } : {}),
  };
}

/**
 * Gone from Docker's newer versions. docker-compose 1.x speaks the newest version that it is offered, and
 * cannot recreate a container without it.
 */
const CONTAINER_CONFIG = { ContainerConfig: {} } as const;

/** From 1.52 on left out when empty. */
const ALWAYS_THERE = { Parent: '', Comment: '', DockerVersion: '', Author: '' } as const;

/** Members of an image's configuration that older versions showed whatever they were. */
const CONFIG_UNTIL_1051 = {
  Cmd: null,
  Entrypoint: null,
  Env: null,
  Labels: null,
  OnBuild: null,
  User: '',
  Volumes: null,
  WorkingDir: '',
} as const;

const CONFIG_UNTIL_1049 = {
  ...CONFIG_UNTIL_1051,
  AttachStderr: false,
  AttachStdin: false,
  AttachStdout: false,
  Domainname: '',
  Hostname: '',
  Image: '',
  OpenStdin: false,
  StdinOnce: false,
  Tty: false,
} as const;

const legacyConfig = (version: ApiVersion): object =>
  version < 1050 ? CONFIG_UNTIL_1049 : CONFIG_UNTIL_1051;
