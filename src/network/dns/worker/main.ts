import { parentPort } from 'node:worker_threads';

import { internal } from '../../../lib/errors.ts';
import type { ResolverPlan } from '../../name-service.ts';
import { AnswerCache } from '../answer-cache.ts';
import { ContainerResolver } from '../container-resolver.ts';
import { Listener, type ResolverSockets } from '../listener.ts';
import { Zones } from '../zones.ts';
import type { Order } from './protocol.ts';

/**
 * The name server's thread: containers may ask as much as they like without holding up the API; and its
 * questions to servers leave from the containers' namespaces, which only a thread of its own may visit.
 */
const port = parentPort;
if (port === null) throw internal('the name server runs in a thread');

interface Served extends Disposable {
  readonly resolver: ContainerResolver;
}

const zones = new Zones();
const cache = new AnswerCache();
const served = new Map<string, Served>();

port.on('message', (order: Order) => {
  switch (order.kind) {
    case 'serve':
      serve(order.plan, order.sockets);
      return;
    case 'stop':
      stop(order.containerId);
      return;
    case 'publish':
      zones.publish(order.network, order.entries);
      return;
    case 'withdraw':
      zones.withdraw(order.networkId);
  }
});

function serve(plan: ResolverPlan, sockets: ResolverSockets | undefined): void {
  if (sockets === undefined) {
    served.get(plan.containerId)?.resolver.update(plan);
    return;
  }
  stop(plan.containerId);
  const resolver = new ContainerResolver(plan, zones, cache);
  const listener = new Listener(sockets, resolver);
  served.set(plan.containerId, { resolver, [Symbol.dispose]: () => listener[Symbol.dispose]() });
}

function stop(containerId: string): void {
  served.get(containerId)?.[Symbol.dispose]();
  served.delete(containerId);
}
