import { closeSync, openSync } from 'node:fs';

import { internal } from '../../lib/errors.ts';
import { errnoOf } from '../../lib/sys/errno.ts';
import { inNamespace } from '../../lib/sys/namespaces.ts';
import { newAddress } from './addresses.ts';
import { requireBridge } from './bridge.ts';
import { deleteLink, findLink, listLinks, newVeth, setUp } from './links.ts';
import { newDefaultRoute } from './routes.ts';
import { Rtnetlink } from './rtnetlink.ts';

export interface JoinPlan {
  /** Path of the namespace. */
  readonly sandbox: string;
  readonly bridge: string;
  /** Our end of the pair, on the host. */
  readonly link: string;
  /** The container's end. */
  readonly interfaceName: string;
  readonly mac: string;
  readonly mtu: number;
  readonly address: string;
  readonly prefixLength: number;
  /** Of the default route, when this interface carries it. */
  readonly gateway?: string;
}

/** Connects a namespace to a bridge by a new veth pair; one of that name is replaced. */
export function join(host: Rtnetlink, plan: JoinPlan): void {
  const master = requireBridge(host, plan.bridge).index;
  const namespaceFd = openSync(plan.sandbox, 'r');
  try {
    addVeth(host, plan, { master, namespaceFd });
    using net = inNamespace(namespaceFd, 'net', () => new Rtnetlink());
    configure(net, plan);
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

function configure(net: Rtnetlink, plan: JoinPlan): void {
  const found = findLink(net, plan.interfaceName);
  if (found === undefined) throw internal(`no link ${plan.interfaceName} in ${plan.sandbox}`);
  const { index } = found;
  const { address, prefixLength, gateway } = plan;
  net.execute(
    newAddress({ link: index, address, prefixLength }),
    setUp(index, `link ${plan.interfaceName}`),
    ...(gateway === undefined ? [] : [newDefaultRoute(gateway, index)]),
  );
}
