import { announce } from './announce.ts';
import type { NetworkContext } from './deps.ts';
import type { EndpointRecord } from './endpoint-record.ts';

type DetachDeps = Pick<NetworkContext, 'book' | 'kernel' | 'events' | 'clock'>;

/**
 * Takes a container out of its networks. That is true and told before this first waits: whoever calls
 * may go on and tell what comes after. The addresses can be had again when the namespace is gone; letting
 * go of it is all that the kernel needs to take its interfaces down, by and by.
 * @returns the endpoints that were there
 */
export async function detach(
  deps: DetachDeps,
  containerId: string,
  signal: AbortSignal,
): Promise<EndpointRecord[]> {
  const endpoints = deps.book.endpointsOfContainer(containerId);
  for (const endpoint of endpoints) release(deps, endpoint);
  if (endpoints.length === 0 || endpoints.some((endpoint) => isIsolated(deps, endpoint))) {
    await deps.kernel.sandboxes.remove(containerId, signal);
  }
  for (const endpoint of endpoints) giveBack(deps, endpoint);
  return endpoints;
}

function isIsolated(deps: DetachDeps, endpoint: EndpointRecord): boolean {
  const network = deps.book.network(endpoint.networkId);
  return network === undefined || deps.kernel.drivers[network.driver].isolated;
}

/** Nobody is told of one that nobody was told of. */
function release(deps: DetachDeps, endpoint: EndpointRecord): void {
  const write = (): void => deps.book.deleteEndpoint(endpoint);
  if (endpoint.joined) announce(deps, 'disconnect', endpoint, write);
  else write();
}

/** The address may be had by somebody else. */
export function giveBack(
  deps: Pick<NetworkContext, 'book' | 'clock'>,
  { networkId, ipv4 }: EndpointRecord,
): void {
  const network = deps.book.network(networkId);
  if (network === undefined || ipv4 === undefined) return;
  deps.book.pool(network)?.give(ipv4.address, deps.clock.now().getTime());
}
