import { existsSync } from 'node:fs';

import { attribute, nested, stringAttribute } from './netlink-codec.ts';
import type { NamedRequest, Rtnetlink } from './rtnetlink.ts';

const RTM_NEWLINK = 16;
const IFINFOMSG_SIZE = 16;
/** linux/if_link.h */
const IFLA = { ifname: 3, linkinfo: 18 } as const;
const INFO = { kind: 1, data: 2, slaveKind: 4, slaveData: 5 } as const;
const BRPORT = { hairpin: 4, isolated: 33 } as const;
const BRIDGE = { nfCallIptables: 36, nfCallIp6tables: 37 } as const;

/** There while the module br_netfilter is, which shows bridged packets to the firewall. */
const BRIDGE_NETFILTER = '/proc/sys/net/bridge';

export interface BridgePort {
  readonly bridge: string;
  /** Our end of the pair. */
  readonly link: string;
}

/**
 * Lets a container's packets come back to it: where the firewall sees bridged packets, a published port
 * of its own is translated before they leave the bridge.
 */
export function allowHairpin(net: Rtnetlink, { link }: BridgePort): void {
  net.execute(changePort(link, BRPORT.hairpin));
}

/**
 * Keeps a container from the others of its bridge. Where the firewall can see packets between them it is asked
 * to, and lets published ports through; elsewhere those go over the host, and the bridge drops the rest.
 */
export function keepApart(net: Rtnetlink, { bridge, link }: BridgePort): void {
  if (existsSync(BRIDGE_NETFILTER)) net.execute(filterBridged(bridge));
  else net.execute(changePort(link, BRPORT.isolated));
}

const on = (type: number): Buffer => attribute(type, Buffer.from([1]));

const change = (name: string, ...info: readonly Buffer[]): NamedRequest => ({
  type: RTM_NEWLINK,
  flags: 0,
  subject: `link ${name}`,
  body: Buffer.concat([
    Buffer.alloc(IFINFOMSG_SIZE),
    stringAttribute(IFLA.ifname, name),
    nested(IFLA.linkinfo, ...info),
  ]),
});

const changePort = (link: string, option: number): NamedRequest =>
  change(link, stringAttribute(INFO.slaveKind, 'bridge'), nested(INFO.slaveData, on(option)));

const filterBridged = (bridge: string): NamedRequest =>
  change(
    bridge,
    stringAttribute(INFO.kind, 'bridge'),
    nested(INFO.data, on(BRIDGE.nfCallIptables), on(BRIDGE.nfCallIp6tables)),
  );
