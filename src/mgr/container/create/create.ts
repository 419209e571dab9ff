import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import type { ContainerConfig, ContainerCreateResponse, HostConfig } from '../../../api/schemas.ts';
import type { DeepReadonly } from '../../../lib/deep-readonly.ts';
import { newId } from '../../../lib/ids.ts';
import { existingSources } from '../../../volume/bind-source.ts';
import { parseMounts } from '../../../volume/mount-parser.ts';
import type { MountContext } from '../../../volume/mount-spec.ts';
import type { ResolvedImage } from '../../image/image-mgr.ts';
import { containerEvent } from '../announce.ts';
import type { CreateRequest } from '../container-mgr.ts';
import { dropReservation } from '../container-volumes.ts';
import type { ContainerDeps } from '../deps.ts';
import { removeStorage } from '../forget.ts';
import { linksOf } from '../links.ts';
import { attachRequestOf, plannedEndpoints, sharedNetworkOf } from '../networking.ts';
import type { ContainerRecord } from '../record.ts';
import { chooseRuntime } from '../runtime-choice.ts';
import { type CreateDocuments, withDefaults } from './defaults.ts';
import { ensureVolumes, withVolumeNames } from './ensure-volumes.ts';
import { withHostname } from './hostname.ts';
import { mergeImageConfig } from './merge-image-config.ts';
import { populateVolumes } from './populate-volumes.ts';
import { reserveName } from './reserve-name.ts';
import { validate } from './validate.ts';

type CreateDeps = Pick<
  ContainerDeps,
  'registry' | 'runtime' | 'images' | 'networks' | 'volumes' | 'clock' | 'log' | 'host' | 'settings'
>;

/**
 * Six steps: check what was sent, fill in defaults, find the image and merge its configuration, resolve
 * mounts, reserve name and id (the intent), prepare the writable layer; then the container exists.
 *
 * @throws invalidArgument, notFound (image, network), conflict (name) in Docker's words; nothing is changed then
 */
export async function create(
  deps: CreateDeps,
  { name, platform, body, apiVersion }: CreateRequest,
  signal: AbortSignal,
): Promise<ContainerCreateResponse> {
  validate(body, deps.host, apiVersion);
  const documents = withDefaults(body, deps.settings().defaults, deps.host);
  const image = await deps.images.resolve(body.Image ?? '', platform, signal);
  const sources = await existingSources(body.HostConfig?.Mounts);
  const draft = draftOf(deps, documents, { image, sources });
  checkNetwork(deps, draft);
  const reserved = reserveName(deps.registry, draft, name);
  const record = await prepare(deps, reserved, signal);
  deps.registry.commit(record, containerEvent(record, 'create', deps.clock.now()));
  return { Id: record.id, Warnings: [...documents.warnings] };
}

/** The record of a container that has no name yet. */
function draftOf(
  deps: CreateDeps,
  documents: CreateDocuments,
  { image, sources }: { readonly image: ResolvedImage; readonly sources: ReadonlySet<string> },
): ContainerRecord {
  const { snapshotter, runtimes, systemdCgroup, dataRoot } = deps.settings();
  const id = newId();
  const { hostConfig, networkingConfig } = documents;
  const merged = mergeImageConfig(documents.config, image.config);
  const config = withHostname(merged, hostConfig, { id, host: deps.host });
  const EndpointsConfig = plannedEndpoints(deps.networks, { config, hostConfig, networkingConfig });
  chooseRuntime(hostConfig.Runtime ?? '', runtimes, systemdCgroup);
  const { id: imageId, chainId, manifest, platform } = image;
  return {
    id,
    name: '',
    createdAt: deps.clock.now(),
    config,
    hostConfig,
    networkingConfig: { ...networkingConfig, EndpointsConfig },
    image: { id: imageId, chainId, manifest, platform },
    snapshotter,
    mounts: mountsOf(config, hostConfig, {
      dataRoot,
      sourceExists: (path) => sources.has(path),
      volumeDriver: hostConfig.VolumeDriver ?? '',
      mountsOf: (ref) => deps.registry.resolve(ref).mounts,
    }),
    endpoints: {},
    state: { status: 'created' },
    restartCount: 0,
    manuallyStopped: false,
  };
}

function checkNetwork(deps: CreateDeps, draft: ContainerRecord): void {
  const shared = sharedNetworkOf(draft);
  if (shared === undefined)
    deps.networks.check(attachRequestOf(draft, linksOf(deps.registry, draft)));
  else deps.registry.resolve(shared);
}

function mountsOf(
  { Volumes }: DeepReadonly<ContainerConfig>,
  { Binds, Mounts, Tmpfs, VolumesFrom }: DeepReadonly<HostConfig>,
  context: MountContext,
): ContainerRecord['mounts'] {
  return withVolumeNames(parseMounts({ Binds, Mounts, Tmpfs, VolumesFrom, Volumes }, context));
}

/** The effects of a create. A failure takes them back, and the reservation with them. */
async function prepare(
  deps: CreateDeps,
  reserved: ContainerRecord,
  signal: AbortSignal,
): Promise<ContainerRecord> {
  let record = reserved;
  try {
    record = await ensureVolumes(deps, reserved, signal);
    mkdirSync(join(deps.settings().containersDir, record.id), { recursive: true, mode: 0o710 });
    await deps.runtime.snapshots.prepare(
      record.snapshotter,
      record.id,
      record.image.chainId,
      signal,
      { labels: { 'containerd.io/gc.root': record.createdAt.toISOString() } },
    );
    await populateVolumes(deps, record, signal);
    return record;
  } catch (err) {
    await removeStorage(deps, record);
    await dropReservation(deps, record);
    throw err;
  }
}
