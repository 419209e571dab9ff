import { internal } from '../../lib/errors.ts';
import type { Family, InterfaceAddress } from '../driver.ts';
import { deleteAddress, listAddresses, newAddress } from './addresses.ts';
import {
  deleteLink,
  findLink,
  type Link,
  listLinks,
  newBridge,
  setMaster,
  setUp,
} from './links.ts';
import { setIpv6 } from './net-sysctl.ts';
import type { NamedRequest, Rtnetlink } from './rtnetlink.ts';

export interface BridgePlan {
  readonly name: string;
  /** Its own ones, at most one of a family; none for a network that the host is no part of. */
  readonly addresses: readonly InterfaceAddress[];
  readonly mac: string;
  readonly mtu: number;
  /** False: somebody else's, whose other addresses are none of our business. */
  readonly owned: boolean;
}

/** Makes the bridge, or makes the one of that name right: up, with these addresses and, if ours, no others. */
export function ensureBridge(net: Rtnetlink, plan: BridgePlan): void {
  const found = findLink(net, plan.name);
  if (found === undefined) net.execute(newBridge(plan.name, plan));
  const { index, up } = requireBridge(net, plan.name);
  if (plan.owned)
    setIpv6(
      plan.name,
      plan.addresses.some(({ family }) => family === 6),
    );
  const requests = [
    ...(up ? [] : [setUp(index, `bridge ${plan.name}`)]),
    ...([4, 6] as const).flatMap((family) => addressChanges(net, plan, index, family)),
  ];
  if (requests.length > 0) net.execute(...requests);
}

function addressChanges(
  net: Rtnetlink,
  plan: BridgePlan,
  link: number,
  family: Family,
): NamedRequest[] {
  const wanted = plan.addresses.filter((address) => address.family === family);
  const present = listAddresses(net, family).filter((address) => address.link === link);
  const isIn = (list: readonly InterfaceAddress[], { address, prefixLength }: InterfaceAddress) =>
    list.some((other) => other.address === address && other.prefixLength === prefixLength);
  const surplus = plan.owned ? present.filter((address) => !isIn(wanted, address)) : [];
  const missing = wanted.filter((address) => !isIn(present, address));
  return [
    ...surplus.map(deleteAddress),
    ...missing.map((address) => newAddress({ ...address, link })),
  ];
}

export function deleteBridge(net: Rtnetlink, name: string): void {
  const found = findLink(net, name);
  if (found !== undefined) net.execute(deleteLink(found.index));
}

/** @throws internal when there is none, or something else has its name */
export function requireBridge(net: Rtnetlink, name: string): Link {
  const found = findLink(net, name);
  if (found?.kind === 'bridge') return found;
  throw internal(`${name} is not a bridge`);
}

/**
 * Brings the ports of a bridge to what is wanted: links of the names in `keep` are put back where
 * they dropped out (somebody deleted the bridge), other ports that look like ours are deleted.
 * @param prefix how our links' names begin
 */
export function reconcilePorts(
  net: Rtnetlink,
  plan: { readonly bridge: string; readonly prefix: string; readonly keep: readonly string[] },
): void {
  const bridge = requireBridge(net, plan.bridge);
  const keep = new Set(plan.keep);
  for (const link of listLinks(net)) {
    if (link.kind !== 'veth' || !link.name.startsWith(plan.prefix)) continue;
    if (keep.has(link.name)) {
      if (link.master !== bridge.index || !link.up)
        net.execute(setMaster(link.index, bridge.index));
    } else if (link.master === bridge.index) {
      net.execute(deleteLink(link.index));
    }
  }
}
