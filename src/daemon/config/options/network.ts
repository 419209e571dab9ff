import { integer, list, oneOf, text, toggle } from '../kind.ts';
import { address, addresses, addressPools, cidr } from '../kinds.ts';
import { option } from '../option.ts';

/** The default bridge, address pools, DNS and the firewall. */
export const networkOptions = {
  bridge: option('bridge', {
    kind: text(),
    fallback: '',
    help: 'Attach containers to this bridge; "none" for no default network (default "joey0")',
    short: 'b',
  }),
  bip: option('bip', {
    kind: cidr,
    fallback: '',
    help: 'Address and prefix of the default bridge',
  }),
  fixedCidr: option('fixed-cidr', {
    kind: cidr,
    fallback: '',
    help: 'IPv4 subnet for addresses of containers',
  }),
  fixedCidrV6: option('fixed-cidr-v6', {
    kind: cidr,
    fallback: '',
    help: 'IPv6 subnet for addresses of containers',
  }),
  defaultGateway: option('default-gateway', {
    kind: address,
    fallback: '',
    help: 'IPv4 default gateway of containers',
  }),
  defaultGatewayV6: option('default-gateway-v6', {
    kind: address,
    fallback: '',
    help: 'IPv6 default gateway of containers',
  }),
  /** 0: that of the device behind the default route. */
  mtu: option('mtu', {
    kind: integer(0),
    fallback: 0,
    help: 'MTU of container networks (default: that of the route outside)',
  }),
  defaultAddressPools: option('default-address-pools', {
    kind: addressPools,
    fallback: [],
    help: 'Address pools for networks, base=CIDR,size=PREFIX',
    flag: 'default-address-pool',
  }),
  dns: option('dns', { kind: addresses, fallback: [], help: 'DNS server of containers' }),
  dnsOptions: option('dns-opts', {
    kind: list(),
    fallback: [],
    help: 'DNS option of containers',
    flag: 'dns-opt',
  }),
  dnsSearch: option('dns-search', {
    kind: list(),
    fallback: [],
    help: 'DNS search domain of containers',
  }),
  hostGatewayIp: option('host-gateway-ip', {
    kind: address,
    fallback: '',
    help: 'What "host-gateway" in --add-host means (default: the gateway of the bridge)',
  }),
  defaultBindingIp: option('ip', {
    kind: address,
    fallback: '0.0.0.0',
    help: 'Host address of published ports that name none',
  }),
  iptables: option('iptables', { kind: toggle, fallback: true, help: 'Add IPv4 firewall rules' }),
  ip6tables: option('ip6tables', { kind: toggle, fallback: true, help: 'Add IPv6 firewall rules' }),
  ipForward: option('ip-forward', {
    kind: toggle,
    fallback: true,
    help: 'Enable net.ipv4.ip_forward',
  }),
  ipMasq: option('ip-masq', { kind: toggle, fallback: true, help: 'Masquerade outgoing traffic' }),
  ipv6: option('ipv6', { kind: toggle, fallback: false, help: 'IPv6 on the default bridge' }),
  icc: option('icc', {
    kind: toggle,
    fallback: true,
    help: 'Containers of the default bridge may talk to each other',
  }),
  firewallBackend: option('firewall-backend', {
    kind: oneOf(['', 'nftables', 'iptables']),
    fallback: '',
    help: 'Firewall to use ("nftables"|"iptables"); by default what works',
  }),
  userlandProxy: option('userland-proxy', {
    kind: toggle,
    fallback: true,
    help: 'Serve published ports on loopback addresses too',
  }),
  userlandProxyPath: option('userland-proxy-path', {
    kind: text(),
    fallback: '',
    help: 'Accepted for dockerd',
    ignored: 'the daemon itself relays, there is no proxy program',
  }),
  networkControlPlaneMtu: option('network-control-plane-mtu', {
    kind: integer(0),
    fallback: 1500,
    help: 'Accepted for dockerd',
    ignored: 'swarm mode is not supported',
  }),
};
