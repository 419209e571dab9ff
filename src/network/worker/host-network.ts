import { listLinks } from './links.ts';
import { listRoutes } from './routes.ts';
import type { Rtnetlink } from './rtnetlink.ts';

export interface HostNetwork {
  /** Every destination but the default one, with the interface it goes through. */
  readonly routes: readonly { readonly cidr: string; readonly interfaceName: string }[];
  /** Of the interface with the default route; 1500 without one. */
  readonly mtu: number;
}

const ETHERNET_MTU = 1500;

export function hostNetwork(net: Rtnetlink): HostNetwork {
  const links = new Map(listLinks(net).map((link) => [link.index, link]));
  const routes = listRoutes(net);
  const outward = routes.find((route) => route.prefixLength === 0);
  return {
    routes: routes
      .filter((route) => route.prefixLength !== 0)
      .map((route) => ({
        cidr: `${route.destination}/${route.prefixLength}`,
        interfaceName: links.get(route.link)?.name ?? '',
      })),
    mtu: (outward === undefined ? undefined : links.get(outward.link)?.mtu) ?? ETHERNET_MTU,
  };
}
