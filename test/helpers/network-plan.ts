import type { NetworkPlan } from '../../src/network/driver.ts';

/** A bridge network as most are: NAT to outside, its containers among each other; `over` changes that. */
export const plainNetwork = (
  over: Partial<NetworkPlan> & { readonly id: string },
): NetworkPlan => ({
  link: 'b',
  ownsLink: true,
  subnets: [],
  mtu: 1500,
  masquerade: { ipv4: true, ipv6: true },
  gatewayMode: { ipv4: 'nat', ipv6: 'nat' },
  icc: true,
  internal: false,
  mode: { name: '', flag: '' },
  trustedInterfaces: [],
  ...over,
});
