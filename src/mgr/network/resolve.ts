import { ambiguousPrefix, noSuchNetwork } from './errors.ts';
import type { NetworkRecord } from './network-record.ts';

/**
 * Full id, then name, then an unambiguous beginning of an id. moby: daemon/network.go FindNetwork
 * @throws notFound, invalidArgument
 */
export function resolveNetwork(networks: readonly NetworkRecord[], ref: string): NetworkRecord {
  const exact = networks.find(({ id }) => id === ref) ?? networks.find(({ name }) => name === ref);
  if (exact !== undefined) return exact;
  const [found, ...others] = ref === '' ? [] : networks.filter(({ id }) => id.startsWith(ref));
  if (found === undefined) throw noSuchNetwork(ref);
  if (others.length > 0) throw ambiguousPrefix(ref, others.length + 1);
  return found;
}

/** The network that `HostConfig.NetworkMode` means. @throws notFound */
export function networkOfMode(networks: readonly NetworkRecord[], mode: string): NetworkRecord {
  if (mode !== 'default' && mode !== '') return resolveNetwork(networks, mode);
  const byName = (wanted: string): NetworkRecord | undefined =>
    networks.find(({ name }) => name === wanted);
  const found = byName('bridge') ?? byName('none');
  if (found === undefined) throw noSuchNetwork('bridge');
  return found;
}
