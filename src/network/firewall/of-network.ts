import type { EndpointPlan, Family, NetworkPlan, PublishedPort } from '../driver.ts';
import type { FirewallNetwork, FirewallPort } from './plan.ts';

const ANY = new Set(['', '0.0.0.0', '::']);

/**
 * What a network asks of the firewall. PURE.
 * @param ipv6 false: IPv6 is somebody else's business, whose rules alone decide
 */
export const toFirewallNetwork = (network: NetworkPlan, ipv6: boolean): FirewallNetwork => ({
  bridge: network.link,
  subnets: network.subnets.map(({ family, cidr }) =>
    family === 6 && !ipv6
      ? { family, cidr, mode: 'nat-unprotected', masquerade: false }
      : {
          family,
          cidr,
          mode: ofFamily(network.gatewayMode, family),
          masquerade: ofFamily(network.masquerade, family) && !network.internal,
        },
  ),
  icc: network.icc,
  internal: network.internal,
  trustedInterfaces: network.trustedInterfaces,
});

/**
 * What an endpoint's published ports ask of it. Ports of a family in which the container has no address
 * are not NAT's: the relay serves them. PURE.
 */
export function toFirewallPorts(network: NetworkPlan, endpoint: EndpointPlan): FirewallPort[] {
  if (network.internal) return [];
  return endpoint.ports.flatMap((port) => toFirewallPort(network, endpoint, port));
}

function toFirewallPort(
  network: NetworkPlan,
  { addresses }: EndpointPlan,
  { protocol, containerPort, hostIp, hostPort }: PublishedPort,
): FirewallPort[] {
  const family = hostIp.includes(':') ? 6 : 4;
  const target = addresses.find((address) => address.family === family);
  if (target === undefined) return [];
  const port = { family, protocol, address: target.address, containerPort } as const;
  if (ofFamily(network.gatewayMode, family) === 'routed') return [port];
  return [{ ...port, host: { address: ANY.has(hostIp) ? '' : hostIp, port: hostPort } }];
}

const ofFamily = <T>(values: { readonly ipv4: T; readonly ipv6: T }, family: Family): T =>
  family === 4 ? values.ipv4 : values.ipv6;
