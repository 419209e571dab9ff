import type { NetworkContext } from './deps.ts';
import type { EndpointRecord } from './endpoint-record.ts';

/** Tells that a container came or went, with the write that made it true. */
export function announce(
  deps: Pick<NetworkContext, 'book' | 'events' | 'clock'>,
  action: 'connect' | 'disconnect',
  endpoint: EndpointRecord,
  write: () => void,
): void {
  const { networkId, networkName, containerId } = endpoint;
  const type = deps.book.network(networkId)?.driver ?? '';
  const attributes = { container: containerId, name: networkName, type };
  const time = deps.clock.now();
  deps.events.publish({ type: 'network', action, id: networkId, attributes, time }, write);
}
