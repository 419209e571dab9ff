import { background } from '../../lib/dispose.ts';
import { isCode } from '../../lib/errors.ts';
import { membersOf } from './connect.ts';
import type { AttachRequest } from './container-networking.ts';
import { undoCreate } from './create.ts';
import type { NetworkContext } from './deps.ts';
import { endpointPlan } from './endpoint-record.ts';
import { chooseGateways, gatewaysOf } from './member.ts';
import { publishNames, serveNames } from './name-service.ts';
import { isPredefined, planOf } from './network-record.ts';
import { publish } from './publish.ts';
import { finishRemoval } from './remove.ts';
import { giveBack } from './reserve.ts';

/** At start-up, before containers: ends what a crash cut short and makes what networks need. */
export async function restoreNetworks(deps: NetworkContext, signal: AbortSignal): Promise<void> {
  for (const network of deps.book.all()) {
    if (network.pending === 'creating') await undoCreate(deps, network);
    else if (network.pending === 'removing') await finishRemoval(deps, network, signal);
    else if (!isPredefined(network) && !network.configOnly) await bringUp(deps, network.id, signal);
  }
}

/** A network whose interface somebody else has taken meanwhile is no reason not to start. */
async function bringUp(deps: NetworkContext, id: string, signal: AbortSignal): Promise<void> {
  const network = deps.book.network(id);
  if (network === undefined) return;
  try {
    await deps.kernel.drivers[network.driver].up(planOf(network), signal);
  } catch (err) {
    if (isCode(err, 'canceled')) throw err;
    deps.log.error({ err, network: network.name }, 'a network could not be brought up');
  }
}

/**
 * At start-up: what belongs to living containers stays and is put right; endpoints, namespaces
 * and interfaces of all others are taken down. Only what is named after our containers and hangs
 * on our bridges is touched.
 */
export async function restore(
  deps: NetworkContext,
  living: readonly AttachRequest[],
  signal: AbortSignal,
): Promise<void> {
  const ids = new Set(living.map(({ containerId }) => containerId));
  for (const endpoint of deps.book.allEndpoints()) {
    if (ids.has(endpoint.containerId)) continue;
    deps.book.deleteEndpoint(endpoint);
    giveBack(deps, endpoint);
  }
  const { sandboxes } = deps.kernel;
  for (const containerId of await sandboxes.list()) {
    if (!ids.has(containerId)) await sandboxes.remove(containerId, signal);
  }
  await Promise.all(living.map((request) => holdPorts(deps, request, signal)));
  for (const network of deps.book.networks()) await reconcile(deps, network.id, signal);
  for (const request of living) {
    const members = membersOf(deps, request.containerId);
    background(deps.log, 'name service', serveNames(deps, request, members, signal));
  }
}

/** The ports that it had; what was lost meanwhile is the port holder's to tell. */
async function holdPorts(
  deps: NetworkContext,
  request: AttachRequest,
  signal: AbortSignal,
): Promise<void> {
  for (const member of membersOf(deps, request.containerId)) {
    if (member.endpoint.ports.length > 0) await publish(deps, request, member, signal);
  }
}

async function reconcile(deps: NetworkContext, id: string, signal: AbortSignal): Promise<void> {
  const network = deps.book.network(id);
  if (network === undefined || network.configOnly) return;
  const plans = deps.book.endpointsOf(id).map((endpoint) => {
    const gateways = chooseGateways(membersOf(deps, endpoint.containerId));
    const sandbox = deps.kernel.sandboxes.pathOf(endpoint.containerId);
    return endpointPlan(endpoint, sandbox, gatewaysOf({ network, endpoint }, gateways));
  });
  publishNames(deps, id);
  await deps.kernel.drivers[network.driver].reconcile(planOf(network), plans, signal);
}
