import type { EngineEvent } from '../../lib/engine-event.ts';
import type { NetworkContext } from './deps.ts';
import type { EndpointRecord } from './endpoint-record.ts';
import type { NetworkRecord } from './network-record.ts';

/** A network event as Docker attributes it. */
export const networkEvent = (
  { id, name, driver }: NetworkRecord,
  action: 'create' | 'destroy',
  time: Date,
): EngineEvent => ({ type: 'network', action, id, attributes: { name, type: driver }, time });

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
