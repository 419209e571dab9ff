import { closeSync, openSync } from 'node:fs';

import { internal } from '../../lib/errors.ts';
import { errnoOf } from '../../lib/sys/errno.ts';
import { inNamespace } from '../../lib/sys/namespaces.ts';
import type { Gateways, InterfaceAddress } from '../driver.ts';
import { newAddress } from './addresses.ts';
import { requireBridge } from './bridge.ts';
import { deleteLink, findLink, listLinks, newVeth, setUp } from './links.ts';
import { setInterfaceSysctl, setIpv6 } from './net-sysctl.ts';
import { newDefaultRoute } from './routes.ts';
import { type NamedRequest, Rtnetlink } from './rtnetlink.ts';

/** How an interface in a namespace is to be. */
export interface InterfacePlan {
  /** Path of the namespace. */
  readonly sandbox: string;
  readonly interfaceName: string;
  readonly mac: string;
  readonly mtu: number;
  readonly addresses: readonly InterfaceAddress[];
  /** Of the default routes, when this interface carries them; empty for the interface itself. */
  readonly gateways: Gateways;
  /** `net.ipv4.conf.IFNAME.…` → value */
  readonly sysctls: Readonly<Record<string, string>>;
}

export interface JoinPlan extends InterfacePlan {
  readonly bridge: string;
  /** Our end of the pair, on the host. */
  readonly link: string;
}

/** Connects a namespace to a bridge by a new veth pair; one of that name is replaced. */
export function join(host: Rtnetlink, plan: JoinPlan): void {
  const master = requireBridge(host, plan.bridge).index;
  const namespaceFd = openSync(plan.sandbox, 'r');
  try {
    addVeth(host, plan, { master, namespaceFd });
    configure(namespaceFd, plan);
  } finally {
    closeSync(namespaceFd);
  }
}

/** Takes pairs away at once, by our ends' names; those that are gone already are no error. */
export function leave(host: Rtnetlink, links: readonly string[]): void {
  const names = new Set(links);
  const found = listLinks(host).filter((link) => names.has(link.name));
  if (found.length > 0) host.execute(...found.map((link) => deleteLink(link.index)));
}

interface Ends {
  readonly master: number;
  readonly namespaceFd: number;
}

/** Repeated for an endpoint that is there, it leaves the pair as it is. */
function addVeth(host: Rtnetlink, plan: JoinPlan, { master, namespaceFd }: Ends): void {
  const { link, mtu, interfaceName, mac } = plan;
  const peer = { name: interfaceName, mac, namespaceFd };
  const request = newVeth({ name: link, master, mtu, peer });
  try {
    host.execute(request);
  } catch (err) {
    if (errnoOf(err) !== 'EEXIST') throw err;
    if (hasInterface(plan, namespaceFd)) return;
    leave(host, [link]);
    host.execute(request);
  }
}

function hasInterface({ interfaceName, mac }: JoinPlan, namespaceFd: number): boolean {
  using net = inNamespace(namespaceFd, 'net', () => new Rtnetlink());
  return findLink(net, interfaceName)?.mac === mac;
}

/** Addresses, settings and routes of an interface that is there. */
export function configure(namespaceFd: number, plan: InterfacePlan): void {
  inNamespace(namespaceFd, 'net', () => {
    using net = new Rtnetlink();
    const { interfaceName, addresses, sysctls } = plan;
    const link = findLink(net, interfaceName)?.index;
    if (link === undefined) throw internal(`no link ${interfaceName} in ${plan.sandbox}`);
    if (addresses.some(({ family }) => family === 6)) setIpv6(interfaceName, true);
    for (const [key, value] of Object.entries(sysctls)) {
      setInterfaceSysctl(interfaceName, key, value);
    }
    net.execute(
      ...addresses.map((address) => newAddress({ ...address, link })),
      setUp(link, `link ${interfaceName}`),
      ...defaultRoutes(plan, link),
    );
  });
}

function defaultRoutes({ gateways: { ipv4, ipv6 } }: InterfacePlan, link: number): NamedRequest[] {
  return [
    ...(ipv4 === undefined ? [] : [newDefaultRoute(4, ipv4, link)]),
    ...(ipv6 === undefined ? [] : [newDefaultRoute(6, ipv6, link)]),
  ];
}
