import { undoQuietly } from '../../lib/dispose.ts';
import { announce } from './announce.ts';
import { check } from './check.ts';
import type { AttachRequest, Sandbox } from './container-networking.ts';
import type { NetworkContext } from './deps.ts';
import { detach } from './detach.ts';
import { endpointPlan, type EndpointRecord, toEndpoint } from './endpoint-record.ts';
import { configOnly } from './errors.ts';
import { chooseGateways, gatewaysOf, type Member, type Place, placesOf } from './member.ts';
import { publishNames, serveNames } from './name-service.ts';
import { planOf } from './network-record.ts';
import { publish, publisherOf } from './publish.ts';
import { reserve } from './reserve.ts';
import { sandboxFiles } from './sandbox-files.ts';

const UNDO_MS = 30_000;

/**
 * Gives a container its places in its networks: the intents on disk, then namespace, interfaces, ports and
 * names, then the announcements. Repeated, it finds what is there and answers the same.
 */
export async function attach(
  deps: NetworkContext,
  request: AttachRequest,
  signal: AbortSignal,
): Promise<Sandbox> {
  const places = placesOf(deps.book.networks(), request);
  check(deps.book.networks(), request);
  try {
    const members = await published(deps, request, reserveAll(deps, request, places), signal);
    const isolated = members.every(({ network }) => deps.kernel.drivers[network.driver].isolated);
    const [files] = await Promise.all([
      sandboxFiles(deps, { request, isolated, members }),
      ...(isolated ? enter(deps, request, members, signal) : []),
    ]);
    for (const { endpoint } of members) if (!endpoint.joined) confirm(deps, endpoint);
    return {
      netnsPath: isolated ? deps.kernel.sandboxes.pathOf(request.containerId) : '',
      endpoints: endpointsOf(members),
      files,
    };
  } catch (err) {
    const undo = AbortSignal.timeout(UNDO_MS);
    await undoQuietly(deps.log, 'network attach', async () => {
      await detach(deps, request.containerId, undo);
    });
    throw err;
  }
}

export const endpointsOf = (members: readonly Member[]): Sandbox['endpoints'] =>
  Object.fromEntries(members.map(({ network, endpoint }) => [network.name, toEndpoint(endpoint)]));

function reserveAll(
  deps: NetworkContext,
  request: AttachRequest,
  places: readonly Place[],
): Member[] {
  return places.map((place) => {
    const { network } = place;
    if (network.configOnly) throw configOnly(network);
    const known = deps.book.endpoint(request.containerId, network.id);
    return { network, endpoint: known ?? reserve(deps, request, place) };
  });
}

/** The same members, one of them with its ports. */
export async function published(
  deps: NetworkContext,
  request: AttachRequest,
  members: readonly Member[],
  signal: AbortSignal,
): Promise<readonly Member[]> {
  const publisher = publisherOf(members);
  if (publisher === undefined) return members;
  const endpoint = await publish(deps, request, publisher, signal);
  if (endpoint === publisher.endpoint) return members;
  return members.map((member) => (member === publisher ? { ...member, endpoint } : member));
}

/** The net worker does its calls one after another: they are all sent at once. */
function enter(
  deps: NetworkContext,
  request: AttachRequest,
  members: readonly Member[],
  signal: AbortSignal,
): Promise<void>[] {
  const { sandboxes, drivers } = deps.kernel;
  const gateways = chooseGateways(members);
  const sandbox = sandboxes.pathOf(request.containerId);
  for (const { network } of members) publishNames(deps, network.id);
  return [
    sandboxes.create(request.containerId, signal),
    ...members.map(async (member) => {
      const plan = endpointPlan(member.endpoint, sandbox, gatewaysOf(member, gateways));
      await drivers[member.network.driver].join(planOf(member.network), plan, signal);
    }),
    serveNames(deps, request, members, signal),
  ];
}

export function confirm(deps: NetworkContext, endpoint: EndpointRecord): void {
  const joined = { ...endpoint, joined: true };
  announce(deps, 'connect', joined, () => deps.book.updateEndpoint(joined));
}
