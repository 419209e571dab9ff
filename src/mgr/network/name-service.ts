import { isLoopback } from '../../network/ip.ts';
import type { ResolverPlan } from '../../network/name-service.ts';
import { serversOrFallback } from '../../network/resolv-conf.ts';
import type { AttachRequest } from './container-networking.ts';
import type { NetworkContext } from './deps.ts';
import { chooseGateways, type Member } from './member.ts';
import { hasNames } from './network-record.ts';
import { hostGateway, resolverWishes, upstreamResolvConf } from './sandbox-files.ts';

/** Whether a container asks the embedded name server: one of its networks knows names. PURE. */
export const asksNames = (members: readonly Member[]): boolean =>
  members.some(({ network }) => hasNames(network));

/** Tells the name server what a network's containers are called. */
export function publishNames(
  deps: Pick<NetworkContext, 'book' | 'kernel'>,
  networkId: string,
): void {
  const network = deps.book.network(networkId);
  if (network === undefined || !hasNames(network)) return;
  const entries = deps.book.endpointsOf(networkId).map(({ containerId, dnsNames, ipv4, ipv6 }) => ({
    containerId,
    names: dnsNames,
    addresses: [
      ...(ipv4 === undefined ? [] : [{ family: 4 as const, address: ipv4.address }]),
      ...(ipv6 === undefined ? [] : [{ family: 6 as const, address: ipv6.address }]),
    ],
  }));
  deps.kernel.names.publish(network, entries);
}

/** Serves names in a container's namespace, or tells the server what has changed. */
export async function serveNames(
  deps: NetworkContext,
  request: AttachRequest,
  members: readonly Member[],
  signal: AbortSignal,
): Promise<void> {
  if (!asksNames(members)) return;
  const { containerId } = request;
  const named = members.filter(({ network }) => hasNames(network));
  const { ipv4, ipv6 } = chooseGateways(members);
  const plan: ResolverPlan = {
    containerId,
    sandbox: deps.kernel.sandboxes.pathOf(containerId),
    networkIds: named.map(({ network }) => network.id),
    links: named.flatMap(({ network }) =>
      request.links.map(({ alias, target }) => ({
        networkId: network.id,
        alias,
        name: target.name,
      })),
    ),
    upstreams: await upstreams(deps, request),
    forward: ipv4 !== undefined || ipv6 !== undefined,
    hostGateway: {
      ...hostAddress(deps, ipv4?.endpoint.ipv4?.gateway, 'ipv4'),
      ...hostAddress(deps, ipv6?.endpoint.ipv6?.gateway, 'ipv6'),
    },
  };
  await deps.kernel.names.serve(plan, signal);
}

/** The gateway of the container's own network, unless the administrator chose an address. */
function hostAddress(
  deps: NetworkContext,
  gateway: string | undefined,
  family: 'ipv4' | 'ipv6',
): { readonly ipv4?: string; readonly ipv6?: string } {
  const configured = deps.config().hostGatewayIp === '' ? undefined : hostGateway(deps);
  const chosen = configured ?? gateway;
  if (chosen === undefined) return {};
  return chosen.includes(':') === (family === 'ipv6') ? { [family]: chosen } : {};
}

/** What the user named is asked from the container; what only the host can reach, from there. */
async function upstreams(
  deps: NetworkContext,
  request: AttachRequest,
): Promise<ResolverPlan['upstreams']> {
  const { dns } = resolverWishes(request, deps.config());
  if (dns.length > 0) return dns.map((address) => ({ address, fromHost: false }));
  const servers = serversOrFallback(await upstreamResolvConf());
  return servers.map((address) => ({ address, fromHost: isLoopback(address) }));
}
