import type { HostNetwork, InterfaceCidr } from '../driver.ts';
import { listAddresses } from './addresses.ts';
import { listLinks } from './links.ts';
import { listRoutes } from './routes.ts';
import type { Rtnetlink } from './rtnetlink.ts';

const FAMILIES = [4, 6] as const;
const ETHERNET_MTU = 1500;

export function hostNetwork(net: Rtnetlink): HostNetwork {
  const links = new Map(listLinks(net).map((link) => [link.index, link]));
  const routes = FAMILIES.flatMap((family) => listRoutes(net, family));
  const addresses = FAMILIES.flatMap((family) => listAddresses(net, family));
  const outward = routes.find((route) => route.prefixLength === 0);
  const on = (link: number, address: string, prefixLength: number): InterfaceCidr => ({
    cidr: `${address}/${prefixLength}`,
    interfaceName: links.get(link)?.name ?? '',
  });
  return {
    routes: routes
      .filter((route) => route.prefixLength !== 0)
      .map((route) => on(route.link, route.destination, route.prefixLength)),
    addresses: addresses.map((found) => on(found.link, found.address, found.prefixLength)),
    interfaces: [...links.values()].map((link) => link.name),
    mtu: (outward === undefined ? undefined : links.get(outward.link)?.mtu) ?? ETHERNET_MTU,
  };
}
