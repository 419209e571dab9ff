import {
  attribute,
  decodeAttributes,
  decodeIpv4,
  encodeIpv4,
  NLM_F,
  u32Attribute,
} from './netlink-codec.ts';
import type { NamedRequest, Rtnetlink } from './rtnetlink.ts';

const RTM_NEWROUTE = 24;
const RTM_GETROUTE = 26;
const AF_INET = 2;
const RT_TABLE_MAIN = 254;
const RTPROT_BOOT = 3;
const RTN_UNICAST = 1;
const RTA = { dst: 1, oif: 4, gateway: 5 } as const;
const INFO_SIZE = 12;

export interface Route {
  /** `0.0.0.0` with prefix length 0 for the default route. */
  readonly destination: string;
  readonly prefixLength: number;
  readonly link: number;
}

export function newDefaultRoute(gateway: string, link: number): NamedRequest {
  const info = routeInfo();
  info.writeUInt8(RT_TABLE_MAIN, 4);
  info.writeUInt8(RTPROT_BOOT, 5);
  info.writeUInt8(RTN_UNICAST, 7);
  const via = attribute(RTA.gateway, encodeIpv4(gateway));
  return {
    type: RTM_NEWROUTE,
    flags: NLM_F.create | NLM_F.replace,
    subject: `route via ${gateway}`,
    body: Buffer.concat([info, via, u32Attribute(RTA.oif, link)]),
  };
}

/** The IPv4 unicast routes of the main table. */
export function listRoutes(net: Rtnetlink): Route[] {
  const found = net.dump({ type: RTM_GETROUTE, flags: 0, body: routeInfo(), subject: 'routes' });
  return found.filter(isMainUnicast).map(decodeRoute);
}

const isMainUnicast = (body: Buffer): boolean =>
  body.readUInt8(4) === RT_TABLE_MAIN && body.readUInt8(7) === RTN_UNICAST;

function decodeRoute(body: Buffer): Route {
  const attributes = decodeAttributes(body, INFO_SIZE);
  const destination = attributes.get(RTA.dst);
  return {
    destination: destination === undefined ? '0.0.0.0' : decodeIpv4(destination),
    prefixLength: body.readUInt8(1),
    link: attributes.get(RTA.oif)?.readUInt32LE(0) ?? 0,
  };
}

/** struct rtmsg */
function routeInfo(): Buffer {
  const info = Buffer.alloc(INFO_SIZE);
  info.writeUInt8(AF_INET, 0);
  return info;
}
