import type { EndpointSettings } from '../../api/schemas.ts';
import type { DeepReadonly } from '../../lib/deep-readonly.ts';
import type { Gateways, PerFamily } from '../../network/driver.ts';
import type { AttachRequest } from './container-networking.ts';
import type { EndpointRecord } from './endpoint-record.ts';
import type { NetworkRecord } from './network-record.ts';
import { networkOfMode, resolveNetwork } from './resolve.ts';

export type Settings = DeepReadonly<EndpointSettings>;

/** A network that a container is to be in, and what the user said of its place there. */
export interface Place {
  readonly network: NetworkRecord;
  readonly settings: Settings;
}

/** A container's place that was given to it. */
export interface Member {
  readonly network: NetworkRecord;
  readonly endpoint: EndpointRecord;
}

/**
 * The networks that a request names: that of its mode first, which is always among them unless others
 * are named alone. @throws notFound, invalidArgument
 */
export function placesOf(networks: readonly NetworkRecord[], request: AttachRequest): Place[] {
  const main = (): NetworkRecord => networkOfMode(networks, request.networkMode);
  const named = Object.entries(request.endpointsConfig).map(([name, settings]) => ({
    network:
      name === request.networkMode || name === 'default' ? main() : resolveNetwork(networks, name),
    settings,
  }));
  if (named.length === 0) return [{ network: main(), settings: {} }];
  const isMain = ({ network }: Place): boolean =>
    network.name === request.networkMode || network.id === request.networkMode;
  return [...named].sort(
    (a, b) => Number(isMain(b)) - Number(isMain(a)) || (a.network.name < b.network.name ? -1 : 1),
  );
}

/**
 * Who carries a container's default routes: of the networks that offer one the highest priority, then
 * the first name. PURE. moby: libnetwork/sandbox.go
 */
export function chooseGateways(members: readonly Member[]): Partial<PerFamily<Member>> {
  const first = (family: 'ipv4' | 'ipv6'): Member | undefined =>
    members.filter(({ endpoint }) => (endpoint[family]?.gateway ?? '') !== '').sort(byPriority)[0];
  const [ipv4, ipv6] = [first('ipv4'), first('ipv6')];
  return { ...(ipv4 === undefined ? {} : { ipv4 }), ...(ipv6 === undefined ? {} : { ipv6 }) };
}

const byPriority = ({ endpoint: a }: Member, { endpoint: b }: Member): number =>
  b.gwPriority - a.gwPriority || (a.networkName < b.networkName ? -1 : 1);

/** The next hops that one of them carries. PURE. */
export function gatewaysOf(
  { endpoint }: Member,
  { ipv4, ipv6 }: Partial<PerFamily<Member>>,
): Gateways {
  const carries = (member: Member | undefined): boolean =>
    member?.endpoint.endpointId === endpoint.endpointId;
  return {
    ...(carries(ipv4) ? { ipv4: endpoint.ipv4?.gateway ?? '' } : {}),
    ...(carries(ipv6) ? { ipv6: endpoint.ipv6?.gateway ?? '' } : {}),
  };
}
