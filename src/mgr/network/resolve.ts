import { ambiguousPrefix, noSuchNetwork } from './errors.ts';
import type { NetworkRecord } from './network-record.ts';

/**
 * Full id, then name, then an unambiguous beginning of an id. moby: daemon/network.go FindNetwork
 * @throws notFound, invalidArgument
 */
export function resolveNetwork(networks: readonly NetworkRecord[], ref: string): NetworkRecord {
  const found = findNetwork(networks, ref);
  if (found === undefined) throw noSuchNetwork(ref);
  return found;
}

/** The network that `HostConfig.NetworkMode` means. @throws notFound, invalidArgument */
export function networkOfMode(networks: readonly NetworkRecord[], mode: string): NetworkRecord {
  const found = findNetworkOfMode(networks, mode);
  if (found === undefined) throw noSuchNetwork(mode);
  return found;
}

/** @throws invalidArgument when the mode is ambiguous */
export function findNetworkOfMode(
  networks: readonly NetworkRecord[],
  mode: string,
): NetworkRecord | undefined {
  if (mode !== 'default' && mode !== '') return findNetwork(networks, mode);
  return findNetwork(networks, 'bridge') ?? findNetwork(networks, 'none');
}

function findNetwork(networks: readonly NetworkRecord[], ref: string): NetworkRecord | undefined {
  const exact = networks.find(({ id }) => id === ref) ?? networks.find(({ name }) => name === ref);
  if (exact !== undefined || ref === '') return exact;
  const [found, ...others] = networks.filter(({ id }) => id.startsWith(ref));
  if (others.length > 0) throw ambiguousPrefix(ref, others.length + 1);
  return found;
}
