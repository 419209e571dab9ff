import { announce } from './announce.ts';
import type { NetworkContext } from './deps.ts';
import type { EndpointRecord } from './endpoint-record.ts';
import { publishNames } from './name-service.ts';
import { planOf } from './network-record.ts';
import { unpublish } from './publish.ts';
import { giveBack } from './reserve.ts';

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
  deps.kernel.names.stop(containerId);
  for (const endpoint of endpoints) release(deps, endpoint);
  await Promise.all(endpoints.map((endpoint) => closePorts(deps, endpoint, signal)));
  if (endpoints.length === 0 || endpoints.some((endpoint) => isIsolated(deps, endpoint))) {
    await deps.kernel.sandboxes.remove(containerId, signal);
  }
  for (const endpoint of endpoints) giveBack(deps, endpoint);
  return endpoints;
}

/** Ports lead nowhere from now on. */
async function closePorts(
  deps: DetachDeps,
  endpoint: EndpointRecord,
  signal: AbortSignal,
): Promise<void> {
  const network = deps.book.network(endpoint.networkId);
  if (endpoint.ports.length === 0 || network === undefined) return;
  await deps.kernel.drivers[network.driver].leave(planOf(network), [endpoint.endpointId], signal);
  await unpublish(deps, endpoint, signal);
}

function isIsolated(deps: DetachDeps, endpoint: EndpointRecord): boolean {
  const network = deps.book.network(endpoint.networkId);
  return network === undefined || deps.kernel.drivers[network.driver].isolated;
}

/** Nobody is told of one that nobody was told of. */
export function release(deps: DetachDeps, endpoint: EndpointRecord): void {
  const write = (): void => deps.book.deleteEndpoint(endpoint);
  if (endpoint.joined) announce(deps, 'disconnect', endpoint, write);
  else write();
  publishNames(deps, endpoint.networkId);
}
