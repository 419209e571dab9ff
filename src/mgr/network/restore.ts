import type { NetworkContext } from './deps.ts';
import { giveBack } from './detach.ts';
import { planOf } from './network-record.ts';

/**
 * At start-up: what belongs to living containers stays and is put right; endpoints, namespaces
 * and interfaces of all others are taken down. Only what is named after our containers and hangs
 * on our bridges is touched.
 */
export async function restore(
  deps: NetworkContext,
  living: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<void> {
  for (const endpoint of deps.book.allEndpoints()) {
    if (living.has(endpoint.containerId)) continue;
    deps.book.deleteEndpoint(endpoint);
    giveBack(deps, endpoint);
  }
  const { sandboxes, drivers } = deps.kernel;
  for (const containerId of await sandboxes.list()) {
    if (!living.has(containerId)) await sandboxes.remove(containerId, signal);
  }
  for (const network of deps.book.networks()) {
    const ids = deps.book.endpointsOf(network.id).map(({ endpointId }) => endpointId);
    await drivers[network.driver].reconcile(planOf(network), ids, signal);
  }
}
