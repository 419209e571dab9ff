import { conflict } from '../../lib/errors.ts';
import type { Endpoint } from '../network/endpoint.ts';
import type { ContainerDeps } from './deps.ts';
import { linkEnvironment, linksOf } from './links.ts';
import { networkFilesOf, writeNetworkFiles } from './network-files.ts';
import { attachRequestOf, sharedNetworkOf } from './networking.ts';
import type { ContainerRecord } from './record.ts';
import type { NetworkFiles } from './spec/context.ts';
import { isAlive } from './state.ts';

/** A container's network as the spec needs it. */
export interface JoinedNetwork {
  /** Empty for the host's namespace. */
  readonly netnsPath: string;
  readonly endpoints: Readonly<Record<string, Endpoint>>;
  /** What the environment tells of linked containers. */
  readonly environment: readonly string[];
  readonly files: NetworkFiles;
}

type JoinDeps = Pick<ContainerDeps, 'registry' | 'networks' | 'settings'>;

/** Makes the container's own network, or joins that of another one. */
export async function joinNetwork(
  deps: JoinDeps,
  record: ContainerRecord,
  signal: AbortSignal,
): Promise<JoinedNetwork> {
  const shared = sharedNetworkOf(record);
  if (shared !== undefined) return joinContainer(deps, shared);
  const request = attachRequestOf(record, linksOf(deps.registry, record));
  const environment = linkEnvironment(deps.registry, record);
  const { netnsPath, endpoints, files } = await deps.networks.attach(request, signal);
  writeNetworkFiles(deps, record.id, files);
  return { netnsPath, endpoints, environment, files: networkFilesOf(deps, record.id) };
}

/** @throws conflict when the other container does not run */
function joinContainer(deps: JoinDeps, ref: string): JoinedNetwork {
  const other = deps.registry.resolve(ref);
  if (!isAlive(other.state)) {
    throw conflict(`cannot join network of a non running container: ${other.id}`);
  }
  return {
    netnsPath: other.hostConfig.NetworkMode === 'host' ? '' : `/proc/${other.state.pid}/ns/net`,
    endpoints: {},
    environment: [],
    files: networkFilesOf(deps, networkOwnerOf(deps, other).id),
  };
}

/** The container whose files a container shows: itself, or the one whose network it shares. */
export function networkOwnerOf(
  deps: Pick<ContainerDeps, 'registry'>,
  record: ContainerRecord,
): ContainerRecord {
  const shared = sharedNetworkOf(record);
  if (shared === undefined) return record;
  try {
    return networkOwnerOf(deps, deps.registry.resolve(shared));
  } catch {
    return record;
  }
}
