import { internal } from '../../lib/errors.ts';
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
import type { Rtnetlink } from './rtnetlink.ts';

export interface BridgePlan {
  readonly name: string;
  readonly address: string;
  readonly prefixLength: number;
  readonly mac: string;
  readonly mtu: number;
  /** False: somebody else's, whose other addresses are none of our business. */
  readonly owned: boolean;
}

/** Makes the bridge, or makes the one of that name right: up, with this address and, if ours, no other. */
export function ensureBridge(net: Rtnetlink, plan: BridgePlan): void {
  const found = findLink(net, plan.name);
  if (found === undefined) net.execute(newBridge(plan.name, plan));
  const { index, up } = requireBridge(net, plan.name);
  const present = listAddresses(net).filter((address) => address.link === index);
  const wanted = { link: index, address: plan.address, prefixLength: plan.prefixLength };
  const isWanted = (other: typeof wanted): boolean =>
    other.address === wanted.address && other.prefixLength === wanted.prefixLength;
  const requests = [
    ...(up ? [] : [setUp(index, `bridge ${plan.name}`)]),
    ...(plan.owned ? present.filter((address) => !isWanted(address)).map(deleteAddress) : []),
    ...(present.some(isWanted) ? [] : [newAddress(wanted)]),
  ];
  if (requests.length > 0) net.execute(...requests);
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
