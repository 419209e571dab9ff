import { forbidden } from '../../lib/errors.ts';
import { networkEvent } from './announce.ts';
import type { NetworkContext } from './deps.ts';
import { isPredefined, type NetworkRecord, planOf } from './network-record.ts';
import { resolveNetwork } from './resolve.ts';

/** @throws notFound; forbidden for predefined networks and those in use */
export async function removeNetwork(
  deps: NetworkContext,
  ref: string,
  signal: AbortSignal,
): Promise<void> {
  const network = resolveNetwork(deps.book.networks(), ref);
  if (isPredefined(network)) {
    throw forbidden(`${network.name} is a pre-defined network and cannot be removed`);
  }
  if (deps.book.endpointsOf(network.id).length > 0) {
    throw forbidden(
      `error while removing network: network ${network.name} id ${network.id} has active endpoints`,
    );
  }
  const user = deps.book.all().find(({ configFrom }) => configFrom === network.name);
  if (network.configOnly && user !== undefined) {
    throw forbidden(`configuration network ${JSON.stringify(network.name)} is in use`);
  }
  const going: NetworkRecord = { ...network, pending: 'removing' };
  deps.book.putNetwork(going);
  await finishRemoval(deps, going, signal);
}

/** From the intent to the end; may be repeated. A failure leaves the intent, for the next start. */
export async function finishRemoval(
  deps: NetworkContext,
  network: NetworkRecord,
  signal: AbortSignal,
): Promise<void> {
  if (!network.configOnly) await deps.kernel.drivers[network.driver].down(planOf(network), signal);
  deps.kernel.names.withdraw(network.id);
  deps.events.publish(networkEvent(network, 'destroy', deps.clock.now()), () =>
    deps.book.deleteNetwork(network.id),
  );
}
