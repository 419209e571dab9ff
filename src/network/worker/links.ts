import { errnoOf } from '../../lib/sys/errno.ts';
import {
  attribute,
  decodeAttributes,
  decodeMac,
  decodeString,
  encodeMac,
  nested,
  NLM_F,
  stringAttribute,
  u16Attribute,
  u32Attribute,
} from './netlink-codec.ts';
import type { NamedRequest, Rtnetlink } from './rtnetlink.ts';

const RTM_NEWLINK = 16;
const RTM_DELLINK = 17;
const RTM_GETLINK = 18;

const IFLA = {
  address: 1,
  ifname: 3,
  mtu: 4,
  link: 5,
  master: 10,
  linkinfo: 18,
  netNsFd: 28,
} as const;
const INFO_KIND = 1;
/** linux/if_link.h */
const IFLA_MACVLAN_MODE = 1;
const IFLA_IPVLAN = { mode: 1, flags: 2 } as const;
const IFLA_VLAN_ID = 1;
const INFO_DATA = 2;
const VETH_INFO_PEER = 1;
const IFF_UP = 1;
const INFO_SIZE = 16;

export const LOOPBACK_INDEX = 1;

export interface Link {
  readonly index: number;
  readonly name: string;
  readonly kind: string;
  readonly up: boolean;
  readonly mtu: number;
  readonly mac: string;
  /** Index of the bridge that it belongs to; 0 for none. */
  readonly master: number;
}

export function findLink(net: Rtnetlink, name: string): Link | undefined {
  const body = Buffer.concat([linkInfo({}), stringAttribute(IFLA.ifname, name)]);
  try {
    const answer = net.get({ type: RTM_GETLINK, flags: 0, body, subject: `link ${name}` });
    return answer === undefined ? undefined : decodeLink(answer);
  } catch (err) {
    if (errnoOf(err) === 'ENODEV') return undefined;
    throw err;
  }
}

export function listLinks(net: Rtnetlink): Link[] {
  const body = linkInfo({});
  return net.dump({ type: RTM_GETLINK, flags: 0, body, subject: 'links' }).map(decodeLink);
}

/** A bridge with an address of its own: one without takes over that of its lowest port. */
export function newBridge(name: string, options: { mac: string; mtu: number }): NamedRequest {
  return {
    type: RTM_NEWLINK,
    flags: NLM_F.create | NLM_F.excl,
    subject: `bridge ${name}`,
    body: Buffer.concat([
      linkInfo({ up: true }),
      stringAttribute(IFLA.ifname, name),
      attribute(IFLA.address, encodeMac(options.mac)),
      u32Attribute(IFLA.mtu, options.mtu),
      nested(IFLA.linkinfo, stringAttribute(INFO_KIND, 'bridge')),
    ]),
  };
}

export interface VethPair {
  readonly name: string;
  /** Index of the bridge. */
  readonly master: number;
  readonly mtu: number;
  /** Made at once in another namespace, and down: the kernel refuses a peer that is born up. */
  readonly peer: { readonly name: string; readonly mac: string; readonly namespaceFd: number };
}

export function newVeth(veth: VethPair): NamedRequest {
  const { peer } = veth;
  const peerInfo = nested(
    VETH_INFO_PEER,
    linkInfo({}),
    stringAttribute(IFLA.ifname, peer.name),
    attribute(IFLA.address, encodeMac(peer.mac)),
    u32Attribute(IFLA.mtu, veth.mtu),
    u32Attribute(IFLA.netNsFd, peer.namespaceFd),
  );
  const info = [stringAttribute(INFO_KIND, 'veth'), nested(INFO_DATA, peerInfo)];
  return {
    type: RTM_NEWLINK,
    flags: NLM_F.create | NLM_F.excl,
    subject: `veth ${veth.name}`,
    body: Buffer.concat([
      linkInfo({ up: true }),
      stringAttribute(IFLA.ifname, veth.name),
      u32Attribute(IFLA.mtu, veth.mtu),
      u32Attribute(IFLA.master, veth.master),
      nested(IFLA.linkinfo, ...info),
    ]),
  };
}

export interface ChildLink {
  readonly kind: 'macvlan' | 'ipvlan';
  readonly name: string;
  /** Index of the parent, which stays where it is. */
  readonly parent: number;
  readonly namespaceFd: number;
  readonly mtu: number;
  /** Of macvlan: an ipvlan has its parent's. */
  readonly mac: string;
  readonly mode: { readonly name: string; readonly flag: string };
}

const MACVLAN_MODES: Readonly<Record<string, number>> = {
  private: 1,
  vepa: 2,
  bridge: 4,
  passthru: 8,
};
const IPVLAN_MODES: Readonly<Record<string, number>> = { l2: 0, l3: 1, l3s: 2 };
const IPVLAN_FLAGS: Readonly<Record<string, number>> = { bridge: 0, private: 1, vepa: 2 };

/** An interface that shares its parent's cable, born in another namespace. */
export function newChild(child: ChildLink): NamedRequest {
  const { kind, name, parent, namespaceFd, mtu, mac, mode } = child;
  const info = [stringAttribute(INFO_KIND, kind), nested(INFO_DATA, ...childData(child))];
  return {
    type: RTM_NEWLINK,
    flags: NLM_F.create | NLM_F.excl,
    subject: `${kind} ${name} (${mode.name})`,
    body: Buffer.concat([
      linkInfo({}),
      stringAttribute(IFLA.ifname, name),
      ...(kind === 'macvlan' ? [attribute(IFLA.address, encodeMac(mac))] : []),
      u32Attribute(IFLA.mtu, mtu),
      u32Attribute(IFLA.link, parent),
      u32Attribute(IFLA.netNsFd, namespaceFd),
      nested(IFLA.linkinfo, ...info),
    ]),
  };
}

function childData({ kind, mode: { name, flag } }: ChildLink): Buffer[] {
  if (kind === 'macvlan') return [u32Attribute(IFLA_MACVLAN_MODE, MACVLAN_MODES[name] ?? 4)];
  return [
    u16Attribute(IFLA_IPVLAN.mode, IPVLAN_MODES[name] ?? 0),
    u16Attribute(IFLA_IPVLAN.flags, IPVLAN_FLAGS[flag] ?? 0),
  ];
}

/** A parent without a cable: its children reach each other only. */
export const newDummy = (name: string, mtu: number): NamedRequest => ({
  type: RTM_NEWLINK,
  flags: NLM_F.create | NLM_F.excl,
  subject: `dummy ${name}`,
  body: Buffer.concat([
    linkInfo({ up: true }),
    stringAttribute(IFLA.ifname, name),
    u32Attribute(IFLA.mtu, mtu),
    nested(IFLA.linkinfo, stringAttribute(INFO_KIND, 'dummy')),
  ]),
});

/** The same for kernels without dummies: a cable whose other end is on the host too, and goes with it. */
export const newLoop = (name: string, mtu: number): NamedRequest => ({
  type: RTM_NEWLINK,
  flags: NLM_F.create | NLM_F.excl,
  subject: `veth ${name}`,
  body: Buffer.concat([
    linkInfo({ up: true }),
    stringAttribute(IFLA.ifname, name),
    u32Attribute(IFLA.mtu, mtu),
    nested(
      IFLA.linkinfo,
      stringAttribute(INFO_KIND, 'veth'),
      nested(
        INFO_DATA,
        nested(
          VETH_INFO_PEER,
          linkInfo({}),
          stringAttribute(IFLA.ifname, otherEnd(name)),
          u32Attribute(IFLA.mtu, mtu),
        ),
      ),
    ),
  ]),
});

/** The name of a loop's other end. */
export const otherEnd = (name: string): string => `${name.slice(0, 14)}_`;

/** The part of a cable that carries one VLAN. @param trunk index of the interface that has them all */
export const newVlan = (name: string, trunk: number, id: number): NamedRequest => ({
  type: RTM_NEWLINK,
  flags: NLM_F.create | NLM_F.excl,
  subject: `vlan ${name}`,
  body: Buffer.concat([
    linkInfo({ up: true }),
    stringAttribute(IFLA.ifname, name),
    u32Attribute(IFLA.link, trunk),
    nested(
      IFLA.linkinfo,
      stringAttribute(INFO_KIND, 'vlan'),
      nested(INFO_DATA, u16Attribute(IFLA_VLAN_ID, id)),
    ),
  ]),
});

export function setUp(index: number, subject: string): NamedRequest {
  return { type: RTM_NEWLINK, flags: 0, subject, body: linkInfo({ index, up: true }) };
}

export function setMaster(index: number, master: number): NamedRequest {
  const body = Buffer.concat([linkInfo({ index, up: true }), u32Attribute(IFLA.master, master)]);
  return { type: RTM_NEWLINK, flags: 0, subject: `master of link ${index}`, body };
}

export function deleteLink(index: number): NamedRequest {
  return { type: RTM_DELLINK, flags: 0, subject: `link ${index}`, body: linkInfo({ index }) };
}

/** struct ifinfomsg */
function linkInfo(fields: { readonly index?: number; readonly up?: boolean }): Buffer {
  const info = Buffer.alloc(INFO_SIZE);
  info.writeInt32LE(fields.index ?? 0, 4);
  if (fields.up === true) {
    info.writeUInt32LE(IFF_UP, 8);
    info.writeUInt32LE(IFF_UP, 12);
  }
  return info;
}

function decodeLink(body: Buffer): Link {
  const attributes = decodeAttributes(body, INFO_SIZE);
  const info = attributes.get(IFLA.linkinfo);
  const kind = info === undefined ? undefined : decodeAttributes(info, 0).get(INFO_KIND);
  return {
    index: body.readInt32LE(4),
    name: decodeString(attributes.get(IFLA.ifname) ?? Buffer.alloc(0)),
    kind: kind === undefined ? '' : decodeString(kind),
    up: (body.readUInt32LE(8) & IFF_UP) !== 0,
    mtu: attributes.get(IFLA.mtu)?.readUInt32LE(0) ?? 0,
    mac: decodeMac(attributes.get(IFLA.address) ?? Buffer.alloc(0)),
    master: attributes.get(IFLA.master)?.readUInt32LE(0) ?? 0,
  };
}
