import { attribute, decodeAttributes, decodeIpv4, encodeIpv4, NLM_F } from './netlink-codec.ts';
import type { NamedRequest, Rtnetlink } from './rtnetlink.ts';

const RTM_NEWADDR = 20;
const RTM_DELADDR = 21;
const RTM_GETADDR = 22;
const AF_INET = 2;
const IFA = { address: 1, local: 2, broadcast: 4 } as const;
const INFO_SIZE = 8;

export interface LinkAddress {
  readonly link: number;
  readonly address: string;
  readonly prefixLength: number;
}

export function newAddress(address: LinkAddress): NamedRequest {
  const broadcast = attribute(IFA.broadcast, broadcastOf(address));
  return {
    type: RTM_NEWADDR,
    flags: NLM_F.create | NLM_F.replace,
    subject: `address ${address.address}/${address.prefixLength}`,
    body: Buffer.concat([addressInfo(address), broadcast]),
  };
}

export function deleteAddress(address: LinkAddress): NamedRequest {
  const subject = `address ${address.address}`;
  return { type: RTM_DELADDR, flags: 0, subject, body: addressInfo(address) };
}

/** The IPv4 addresses of all links. */
export function listAddresses(net: Rtnetlink): LinkAddress[] {
  const body = Buffer.alloc(INFO_SIZE);
  body.writeUInt8(AF_INET, 0);
  const found = net.dump({ type: RTM_GETADDR, flags: 0, body, subject: 'addresses' });
  return found.map(decodeAddress);
}

/** struct ifaddrmsg with its addresses */
function addressInfo(address: LinkAddress): Buffer {
  const info = Buffer.alloc(INFO_SIZE);
  info.writeUInt8(AF_INET, 0);
  info.writeUInt8(address.prefixLength, 1);
  info.writeUInt32LE(address.link, 4);
  const bytes = encodeIpv4(address.address);
  return Buffer.concat([info, attribute(IFA.local, bytes), attribute(IFA.address, bytes)]);
}

function decodeAddress(body: Buffer): LinkAddress {
  const attributes = decodeAttributes(body, INFO_SIZE);
  const address = attributes.get(IFA.local) ?? attributes.get(IFA.address) ?? Buffer.alloc(4);
  return {
    link: body.readUInt32LE(4),
    address: decodeIpv4(address),
    prefixLength: body.readUInt8(1),
  };
}

function broadcastOf({ address, prefixLength }: LinkAddress): Buffer {
  const bytes = encodeIpv4(address);
  const hostBits = prefixLength === 32 ? 0 : 0xffffffff >>> prefixLength;
  bytes.writeUInt32BE((bytes.readUInt32BE(0) | hostBits) >>> 0, 0);
  return bytes;
}
