import type { Family } from '../driver.ts';
import { addressFamily, decodeIp, encodeIp } from './ip-bytes.ts';
import { attribute, decodeAttributes, NLM_F, u32Attribute } from './netlink-codec.ts';
import type { NamedRequest, Rtnetlink } from './rtnetlink.ts';

const RTM_NEWROUTE = 24;
const RTM_DELROUTE = 25;
const RTM_GETROUTE = 26;
const RT_TABLE_MAIN = 254;
const RTPROT_BOOT = 3;
const RTN_UNICAST = 1;
const RT_SCOPE_LINK = 253;
const RTA = { dst: 1, oif: 4, gateway: 5 } as const;
const INFO_SIZE = 12;

export interface Route {
  readonly family: Family;
  /** `0.0.0.0` or `::` with prefix length 0 for the default route. */
  readonly destination: string;
  readonly prefixLength: number;
  readonly link: number;
}

/** @param gateway empty for a route to the link itself */
export function newDefaultRoute(family: Family, gateway: string, link: number): NamedRequest {
  const info = routeInfo(family);
  info.writeUInt8(RT_TABLE_MAIN, 4);
  info.writeUInt8(RTPROT_BOOT, 5);
  if (gateway === '') info.writeUInt8(RT_SCOPE_LINK, 6);
  info.writeUInt8(RTN_UNICAST, 7);
  const via = gateway === '' ? [] : [attribute(RTA.gateway, encodeIp(gateway))];
  return {
    type: RTM_NEWROUTE,
    flags: NLM_F.create | NLM_F.replace,
    subject: `route via ${gateway}`,
    body: Buffer.concat([info, ...via, u32Attribute(RTA.oif, link)]),
  };
}

export function deleteDefaultRoute(family: Family, link: number): NamedRequest {
  const info = routeInfo(family);
  info.writeUInt8(RT_TABLE_MAIN, 4);
  // Whatever scope it has.
  info.writeUInt8(255, 6);
  return {
    type: RTM_DELROUTE,
    flags: 0,
    subject: 'default route',
    body: Buffer.concat([info, u32Attribute(RTA.oif, link)]),
  };
}

/** The unicast routes of the main table. */
export function listRoutes(net: Rtnetlink, family: Family): Route[] {
  const body = routeInfo(family);
  const found = net.dump({ type: RTM_GETROUTE, flags: 0, body, subject: 'routes' });
  return found.filter(isMainUnicast).map((answer) => decodeRoute(answer, family));
}

const isMainUnicast = (body: Buffer): boolean =>
  body.readUInt8(4) === RT_TABLE_MAIN && body.readUInt8(7) === RTN_UNICAST;

function decodeRoute(body: Buffer, family: Family): Route {
  const attributes = decodeAttributes(body, INFO_SIZE);
  const destination = attributes.get(RTA.dst);
  return {
    family,
    destination: destination === undefined ? ANYWHERE[family] : decodeIp(destination),
    prefixLength: body.readUInt8(1),
    link: attributes.get(RTA.oif)?.readUInt32LE(0) ?? 0,
  };
}

const ANYWHERE = { 4: '0.0.0.0', 6: '::' } as const;

/** struct rtmsg */
function routeInfo(family: Family): Buffer {
  const info = Buffer.alloc(INFO_SIZE);
  info.writeUInt8(addressFamily(family), 0);
  return info;
}
