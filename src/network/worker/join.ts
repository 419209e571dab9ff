import { closeSync, openSync } from 'node:fs';

import { internal } from '../../lib/errors.ts';
import { errnoOf } from '../../lib/sys/errno.ts';
import { inNamespace } from '../../lib/sys/namespaces.ts';
import { newAddress } from './addresses.ts';
import { requireBridge } from './bridge.ts';
import { deleteLink, findLink, newVeth, setUp } from './links.ts';
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

/** Takes the pair away at once; nothing to take is not an error. */
export function leave(host: Rtnetlink, link: string): void {
  const found = findLink(host, link);
  if (found !== undefined) host.execute(deleteLink(found.index));
}

function addVeth(
  host: Rtnetlink,
  plan: JoinPlan,
  ends: { readonly master: number; readonly namespaceFd: number },
): void {
  const { link, mtu, interfaceName, mac } = plan;
  const peer = { name: interfaceName, mac, namespaceFd: ends.namespaceFd };
  const request = newVeth({ name: link, master: ends.master, mtu, peer });
  try {
    host.execute(request);
  } catch (err) {
    if (errnoOf(err) !== 'EEXIST') throw err;
    leave(host, link);
    host.execute(request);
  }
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
