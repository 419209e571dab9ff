import { closeSync, openSync } from 'node:fs';

import { invalidArgument } from '../../lib/errors.ts';
import { errnoOf } from '../../lib/sys/errno.ts';
import { inNamespace } from '../../lib/sys/namespaces.ts';
import { configure, type InterfacePlan } from './join.ts';
import {
  type ChildLink,
  deleteLink,
  findLink,
  newChild,
  newDummy,
  newLoop,
  newVlan,
  otherEnd,
  setUp,
} from './links.ts';
import { Rtnetlink } from './rtnetlink.ts';

export interface ParentPlan {
  readonly name: string;
  readonly mtu: number;
  /** Whether it is made when it is not there. */
  readonly owned: boolean;
  /** A VLAN of the interface before the dot in its name (`eth0.10`); else without a cable. */
  readonly isVlan: boolean;
}

/** Makes the parent of macvlan and ipvlan interfaces, or brings the one of that name up. */
export function ensureParent(net: Rtnetlink, plan: ParentPlan): void {
  const found = findLink(net, plan.name);
  if (found !== undefined) {
    if (!found.up) net.execute(setUp(found.index, `parent ${plan.name}`));
    return;
  }
  if (!plan.owned) throw invalidArgument(`parent interface ${plan.name} is not there`);
  if (plan.isVlan) net.execute(vlanRequest(net, plan.name));
  else makeCableless(net, plan);
}

function makeCableless(net: Rtnetlink, { name, mtu }: ParentPlan): void {
  try {
    net.execute(newDummy(name, mtu));
  } catch (err) {
    if (errnoOf(err) !== 'EOPNOTSUPP') throw err;
    net.execute(newLoop(name, mtu));
    const end = findLink(net, otherEnd(name));
    if (end !== undefined) net.execute(setUp(end.index, `veth ${end.name}`));
  }
}

function vlanRequest(net: Rtnetlink, name: string) {
  const [, trunkName = '', id = ''] = /^(.+)\.(\d{1,4})$/.exec(name) ?? [];
  const trunk = findLink(net, trunkName);
  if (trunk === undefined) throw invalidArgument(`parent interface ${name} is not there`);
  return newVlan(name, trunk.index, Number(id));
}

export interface ChildPlan extends InterfacePlan {
  readonly kind: ChildLink['kind'];
  readonly parent: string;
  readonly mode: ChildLink['mode'];
}

/** Puts an interface of the parent into a namespace; one that is there is kept. */
export function joinChild(host: Rtnetlink, plan: ChildPlan): void {
  const parent = findLink(host, plan.parent);
  if (parent === undefined) throw invalidArgument(`parent interface ${plan.parent} is not there`);
  const namespaceFd = openSync(plan.sandbox, 'r');
  try {
    const { kind, mtu, mac, mode } = plan;
    const child = {
      kind,
      name: plan.interfaceName,
      parent: parent.index,
      namespaceFd,
      mtu,
      mac,
      mode,
    };
    try {
      host.execute(newChild(child));
    } catch (err) {
      if (errnoOf(err) !== 'EEXIST') throw err;
    }
    configure(namespaceFd, plan);
  } finally {
    closeSync(namespaceFd);
  }
}

/** Takes interfaces out of namespaces that may live on; what is gone is no error. */
export function leaveChildren(
  children: readonly { readonly sandbox: string; readonly interfaceName: string }[],
): void {
  for (const { sandbox, interfaceName } of children) {
    try {
      using net = inNamespace(sandbox, 'net', () => new Rtnetlink());
      const found = findLink(net, interfaceName);
      if (found !== undefined) net.execute(deleteLink(found.index));
    } catch (err) {
      // ENOENT, EINVAL: the namespace is gone, and a plain file may be left of it.
      if (!['ENOENT', 'EINVAL'].includes(errnoOf(err) ?? '')) throw err;
    }
  }
}
