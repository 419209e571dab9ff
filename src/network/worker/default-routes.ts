import { internal } from '../../lib/errors.ts';
import { inNamespace } from '../../lib/sys/namespaces.ts';
import type { DefaultRoute, Family } from '../driver.ts';
import { findLink } from './links.ts';
import { deleteDefaultRoute, listRoutes, newDefaultRoute } from './routes.ts';
import { Rtnetlink } from './rtnetlink.ts';

export interface DefaultRoutes {
  readonly ipv4?: DefaultRoute;
  readonly ipv6?: DefaultRoute;
}

/** Replaces the default routes of a namespace; a family without one has none afterwards. */
export function setDefaultRoutes(sandbox: string, { ipv4, ipv6 }: DefaultRoutes): void {
  using net = inNamespace(sandbox, 'net', () => new Rtnetlink());
  setDefaultRoute(net, 4, ipv4);
  setDefaultRoute(net, 6, ipv6);
}

function setDefaultRoute(net: Rtnetlink, family: Family, route: DefaultRoute | undefined): void {
  const link = route === undefined ? undefined : findLink(net, route.interfaceName)?.index;
  if (route !== undefined && link === undefined) throw internal(`no link ${route.interfaceName}`);
  const stale = listRoutes(net, family).filter((found) => found.prefixLength === 0);
  const requests = [
    ...stale.map((found) => deleteDefaultRoute(family, found.link)),
    ...(route === undefined || link === undefined
      ? []
      : [newDefaultRoute(family, route.via, link)]),
  ];
  if (requests.length > 0) net.execute(...requests);
}
