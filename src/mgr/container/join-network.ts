import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { conflict } from '../../lib/errors.ts';
import type { Endpoint } from '../network/endpoint.ts';
import type { ContainerDeps } from './deps.ts';
import { attachRequestOf, sharedNetworkOf } from './networking.ts';
import type { ContainerRecord } from './record.ts';
import type { NetworkFiles } from './spec/context.ts';
import { isAlive } from './state.ts';

/** A container's network as the spec needs it. */
export interface JoinedNetwork {
  /** Empty for the host's namespace. */
  readonly netnsPath: string;
  readonly endpoints: Readonly<Record<string, Endpoint>>;
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
  const sandbox = await deps.networks.attach(attachRequestOf(record), signal);
  const files = networkFilesOf(deps, record.id);
  writeFileSync(files.hosts, sandbox.files.hosts);
  writeFileSync(files.hostname, sandbox.files.hostname);
  writeFileSync(files.resolvConf, sandbox.files.resolvConf);
  return { netnsPath: sandbox.netnsPath, endpoints: sandbox.endpoints, files };
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

export function networkFilesOf(deps: Pick<ContainerDeps, 'settings'>, id: string): NetworkFiles {
  const directory = join(deps.settings().containersDir, id);
  return {
    hosts: join(directory, 'hosts'),
    hostname: join(directory, 'hostname'),
    resolvConf: join(directory, 'resolv.conf'),
  };
}
