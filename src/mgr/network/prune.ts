import type { NetworkPruneResponse } from '../../api/schemas.ts';
import { isCode } from '../../lib/errors.ts';
import type { Filters } from '../../lib/filters.ts';
import { pruneFilter } from '../../lib/prune-filter.ts';
import type { NetworkContext } from './deps.ts';
import { isPredefined } from './network-record.ts';
import { removeNetwork } from './remove.ts';

/** Removes the networks that nobody is in. moby: daemon/prune.go localNetworksPrune. @throws invalidArgument */
export async function pruneNetworks(
  deps: NetworkContext,
  filters: Filters,
  signal: AbortSignal,
): Promise<NetworkPruneResponse> {
  const matches = pruneFilter(filters, deps.clock.now());
  const removed: string[] = [];
  for (const network of deps.book.networks()) {
    const isUsed = deps.book.endpointsOf(network.id).length > 0;
    if (isPredefined(network) || network.configOnly || isUsed || !matches(network)) continue;
    try {
      await removeNetwork(deps, network.id, signal);
      removed.push(network.name);
    } catch (err) {
      // Somebody joined, or removed it, in between.
      if (!isCode(err, 'forbidden') && !isCode(err, 'notFound')) throw err;
    }
  }
  const time = deps.clock.now();
  const attributes = { reclaimed: '0' };
  deps.events.publish({ type: 'network', action: 'prune', id: '', attributes, time });
  return { NetworksDeleted: removed };
}
