import { invalidArgument } from '../../lib/errors.ts';
import type { Family } from '../driver.ts';
import {
  type FirewallNetwork,
  type FirewallPlan,
  type FirewallPort,
  type FirewallSubnet,
  isGuarded,
} from './plan.ts';

export interface Element {
  readonly key: string;
  /** Of maps. */
  readonly value?: string;
}

export interface NamedElements {
  /** Name of the set or map. */
  readonly set: string;
  readonly elements: readonly Element[];
}

/** What a plan puts into our table's sets and maps, in nft's language. PURE. */
export function elementsOf({ networks, ports }: FirewallPlan): NamedElements[] {
  const named = (set: string, pick: (network: FirewallNetwork) => boolean): NamedElements => ({
    set,
    elements: networks.filter(pick).map((network) => ({ key: quoted(network.bridge) })),
  });
  const within = (set: string, pick: (network: FirewallNetwork) => boolean): NamedElements => ({
    set,
    elements: networks.filter(pick).map(({ bridge }) => ({
      key: `${quoted(bridge)} . ${quoted(bridge)}`,
    })),
  });
  return [
    named('bridges', () => true),
    within('icc', ({ icc }) => icc),
    within('apart', ({ icc }) => !icc),
    named('internal', ({ internal }) => internal),
    ...ofFamily(networks, 4),
    ...ofFamily(networks, 6),
    ...portElements(ports),
  ];
}

function ofFamily(networks: readonly FirewallNetwork[], family: Family): NamedElements[] {
  const subnets = networks.flatMap((network) =>
    network.subnets
      .filter((subnet) => subnet.family === family)
      .map((subnet) => ({ ...subnet, network })),
  );
  const on = (interfaceName: string, cidr: string): Element => ({
    key: `${quoted(interfaceName)} . ${cidr}`,
  });
  const cidrs = (set: string, pick: (subnet: FirewallSubnet) => boolean): NamedElements => ({
    set: `${set}${family}`,
    elements: subnets.filter(pick).map(({ cidr }) => ({ key: cidr })),
  });
  const bridges = (set: string, mode: FirewallSubnet['mode']): NamedElements => {
    const found = subnets.filter((subnet) => subnet.mode === mode);
    return {
      set: `${set}${family}`,
      elements: unique(found.map(({ network }) => ({ key: quoted(network.bridge) }))),
    };
  };
  return [
    { set: `own${family}`, elements: subnets.map(({ network, cidr }) => on(network.bridge, cidr)) },
    {
      set: `direct${family}`,
      elements: unique(
        subnets.flatMap(({ network, cidr }) =>
          [network.bridge, ...network.trustedInterfaces].map((name) => on(name, cidr)),
        ),
      ),
    },
    cidrs('guarded', isGuarded),
    cidrs('masqueraded', ({ mode, masquerade }) => masquerade && mode !== 'routed'),
    bridges('routed', 'routed'),
    bridges('unprotected', 'nat-unprotected'),
  ];
}

/** The elements that come and go with a container. */
export function portElements(ports: readonly FirewallPort[]): NamedElements[] {
  return [4, 6].flatMap((family) => {
    const own = ports.filter((port) => port.family === family);
    const bound = own.filter(({ host }) => host !== undefined && host.address !== '');
    const anywhere = own.filter(({ host }) => host?.address === '');
    return [
      { set: `open${family}`, elements: unique(own.map(openElement)) },
      { set: `ports${family}`, elements: anywhere.map(portElement) },
      { set: `bound${family}`, elements: bound.map(portElement) },
    ];
  });
}

const openElement = ({ address, protocol, containerPort }: FirewallPort): Element => ({
  key: `${address} . ${protocol} . ${containerPort}`,
});

function portElement({ protocol, address, containerPort, host }: FirewallPort): Element {
  const { address: hostAddress = '', port = 0 } = host ?? {};
  const key = `${protocol} . ${port}`;
  return {
    key: hostAddress === '' ? key : `${hostAddress} . ${key}`,
    value: `${address} . ${containerPort}`,
  };
}

/** Several ports of the host may lead to one of a container. */
const unique = (elements: readonly Element[]): Element[] => [
  ...new Map(elements.map((element) => [element.key, element])).values(),
];

/** The kernel would allow more, nft's quotes would not. */
function quoted(name: string): string {
  if (/^[\w.@-]{1,15}$/.test(name)) return `"${name}"`;
  throw invalidArgument(`invalid interface name ${JSON.stringify(name)}`);
}
