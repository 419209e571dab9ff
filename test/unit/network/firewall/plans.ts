import type {
  FirewallNetwork,
  FirewallPlan,
  FirewallPort,
} from '../../../../src/network/firewall/plan.ts';

/** A network as most are; `over` changes that. */
export const firewallNetwork = (over: Partial<FirewallNetwork> = {}): FirewallNetwork => ({
  bridge: 'br1',
  subnets: [{ family: 4, cidr: '10.1.0.0/16', mode: 'nat', masquerade: true }],
  icc: true,
  internal: false,
  trustedInterfaces: [],
  ...over,
});

export const firewallPlan = (
  networks: readonly FirewallNetwork[] = [firewallNetwork()],
  over: Partial<FirewallPlan> = {},
): FirewallPlan => ({ table: 'joey_x', networks, ports: [], complete: true, ...over });

export const web: FirewallPort = {
  family: 4,
  protocol: 'tcp',
  address: '10.1.0.2',
  containerPort: 80,
  host: { address: '', port: 8080 },
};

export const local: FirewallPort = { ...web, host: { address: '127.0.0.1', port: 8081 } };

export const web6: FirewallPort = { ...web, family: 6, address: 'fd00::2' };

export const routed: FirewallPort = {
  family: 4,
  protocol: 'udp',
  address: '10.2.0.2',
  containerPort: 53,
};
