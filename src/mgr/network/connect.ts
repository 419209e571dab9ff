import { undoQuietly } from '../../lib/dispose.ts';
import { confirm, endpointsOf, published } from './attach.ts';
import { check } from './check.ts';
import type { AttachRequest, Membership } from './container-networking.ts';
import type { NetworkContext } from './deps.ts';
import { release } from './detach.ts';
import { endpointPlan, type EndpointRecord } from './endpoint-record.ts';
import { alreadyConnected, configOnly, notConnected } from './errors.ts';
import { chooseGateways, type Member, placesOf } from './member.ts';
import { publishNames, serveNames } from './name-service.ts';
import { planOf } from './network-record.ts';
import { unpublish } from './publish.ts';
import { giveBack, reserve } from './reserve.ts';
import { resolveNetwork } from './resolve.ts';
import { sandboxFiles } from './sandbox-files.ts';

const UNDO_MS = 30_000;

/** Puts a living container into one more network. @throws as ContainerNetworking.connect */
export async function connect(
  deps: NetworkContext,
  request: AttachRequest,
  ref: string,
  signal: AbortSignal,
): Promise<Membership> {
  const network = resolveNetwork(deps.book.networks(), ref);
  if (network.configOnly) throw configOnly(network);
  check(deps.book.networks(), request);
  if (deps.book.endpoint(request.containerId, network.id) !== undefined) {
    throw alreadyConnected(request.containerName, network.name);
  }
  const place = placesOf(deps.book.networks(), request).find((it) => it.network.id === network.id);
  const endpoint = reserve(deps, request, place ?? { network, settings: {} });
  try {
    await join(deps, { network, endpoint }, signal);
    publishNames(deps, network.id);
    const membership = await settle(deps, request, signal);
    const current = deps.book.endpoint(request.containerId, network.id) ?? endpoint;
    confirm(deps, current);
    return membership;
  } catch (err) {
    await undoQuietly(deps.log, 'network connect', () =>
      leave(deps, { network, endpoint }, AbortSignal.timeout(UNDO_MS)),
    );
    throw err;
  }
}

/** Takes a living container out of one network. @throws notFound when it is not in it */
export async function disconnect(
  deps: NetworkContext,
  request: AttachRequest,
  ref: string,
  signal: AbortSignal,
): Promise<Membership> {
  const network = resolveNetwork(deps.book.networks(), ref);
  const endpoint = deps.book.endpoint(request.containerId, network.id);
  if (endpoint === undefined) throw notConnected(request.containerId, network.name);
  await leave(deps, { network, endpoint }, signal);
  return await settle(deps, request, signal);
}

/** The routes are the whole sandbox's: they are set when everything is there. */
async function join(deps: NetworkContext, member: Member, signal: AbortSignal): Promise<void> {
  const { network, endpoint } = member;
  const sandbox = deps.kernel.sandboxes.pathOf(endpoint.containerId);
  const plan = endpointPlan(endpoint, sandbox, {});
  await deps.kernel.drivers[network.driver].join(planOf(network), plan, signal);
}

async function leave(
  deps: NetworkContext,
  { network, endpoint }: Member,
  signal: AbortSignal,
): Promise<void> {
  release(deps, endpoint);
  const driver = deps.kernel.drivers[network.driver];
  await driver.leave(planOf(network), [endpoint.endpointId], signal);
  await unpublish(deps, endpoint, signal);
  giveBack(deps, endpoint);
}

/**
 * Makes what depends on all networks of a living container right: who carries its default routes and its
 * ports, what its name server knows, what is in its files.
 */
async function settle(
  deps: NetworkContext,
  request: AttachRequest,
  signal: AbortSignal,
): Promise<Membership> {
  const before = membersOf(deps, request.containerId);
  const members = await movePorts(deps, request, before, signal);
  const { ipv4, ipv6 } = chooseGateways(members);
  await deps.kernel.sandboxes.setDefaultRoutes(
    request.containerId,
    {
      ...(ipv4 === undefined ? {} : { ipv4: routeOf(ipv4.endpoint, 'ipv4') }),
      ...(ipv6 === undefined ? {} : { ipv6: routeOf(ipv6.endpoint, 'ipv6') }),
    },
    signal,
  );
  await serveNames(deps, request, members, signal);
  const files = await sandboxFiles(deps, { request, isolated: true, members });
  return { endpoints: endpointsOf(members), files };
}

const routeOf = (endpoint: EndpointRecord, family: 'ipv4' | 'ipv6') => ({
  via: endpoint[family]?.gateway ?? '',
  interfaceName: endpoint.interfaceName,
});

export function membersOf({ book }: Pick<NetworkContext, 'book'>, containerId: string): Member[] {
  return book.endpointsOfContainer(containerId).flatMap((endpoint) => {
    const network = book.network(endpoint.networkId);
    return network === undefined ? [] : [{ network, endpoint }];
  });
}

/** Ports stay where they are published; without a place they get one as soon as there is a bridge. */
async function movePorts(
  deps: NetworkContext,
  request: AttachRequest,
  members: readonly Member[],
  signal: AbortSignal,
): Promise<readonly Member[]> {
  if (members.some(({ endpoint }) => endpoint.ports.length > 0)) return members;
  const after = await published(deps, request, members, signal);
  const publisher = after.find(({ endpoint }) => endpoint.ports.length > 0);
  if (publisher !== undefined) await join(deps, publisher, signal);
  return after;
}
