import type { Family } from '../driver.ts';
import { addressFamily, decodeIp, encodeIp } from './ip-bytes.ts';
import { attribute, decodeAttributes, NLM_F, u32Attribute } from './netlink-codec.ts';
import type { NamedRequest, Rtnetlink } from './rtnetlink.ts';

const RTM_NEWADDR = 20;
const RTM_DELADDR = 21;
const RTM_GETADDR = 22;
const IFA = { address: 1, local: 2, broadcast: 4, flags: 8 } as const;
/** Duplicate address detection would keep an IPv6 address from being used for a second. */
const IFA_F_NODAD = 0x02;
const RT_SCOPE_LINK = 253;
const INFO_SIZE = 8;

export interface LinkAddress {
  readonly link: number;
  readonly family: Family;
  readonly address: string;
  readonly prefixLength: number;
}

export function newAddress(address: LinkAddress): NamedRequest {
  const extra =
    address.family === 4
      ? attribute(IFA.broadcast, broadcastOf(address))
      : u32Attribute(IFA.flags, IFA_F_NODAD);
  return {
    type: RTM_NEWADDR,
    flags: NLM_F.create | NLM_F.replace,
    subject: `address ${address.address}/${address.prefixLength}`,
    body: Buffer.concat([addressInfo(address), extra]),
  };
}

export function deleteAddress(address: LinkAddress): NamedRequest {
  const subject = `address ${address.address}`;
  return { type: RTM_DELADDR, flags: 0, subject, body: addressInfo(address) };
}

/** The addresses of all links, without those that the kernel gives every link of its own accord. */
export function listAddresses(net: Rtnetlink, family: Family): LinkAddress[] {
  const body = Buffer.alloc(INFO_SIZE);
  body.writeUInt8(addressFamily(family), 0);
  const found = net.dump({ type: RTM_GETADDR, flags: 0, body, subject: 'addresses' });
  return found
    .filter((answer) => family === 4 || answer.readUInt8(3) !== RT_SCOPE_LINK)
    .map((answer) => decodeAddress(answer, family));
}

/** struct ifaddrmsg with its addresses */
function addressInfo({ family, address, prefixLength, link }: LinkAddress): Buffer {
  const info = Buffer.alloc(INFO_SIZE);
  info.writeUInt8(addressFamily(family), 0);
  info.writeUInt8(prefixLength, 1);
  info.writeUInt32LE(link, 4);
  const bytes = encodeIp(address);
  return Buffer.concat([info, attribute(IFA.local, bytes), attribute(IFA.address, bytes)]);
}

function decodeAddress(body: Buffer, family: Family): LinkAddress {
  const attributes = decodeAttributes(body, INFO_SIZE);
  const address = attributes.get(IFA.local) ?? attributes.get(IFA.address) ?? Buffer.alloc(4);
  return {
    link: body.readUInt32LE(4),
    family,
    address: decodeIp(address),
    prefixLength: body.readUInt8(1),
  };
}

function broadcastOf({ address, prefixLength }: LinkAddress): Buffer {
  const bytes = encodeIp(address);
  const hostBits = prefixLength === 32 ? 0 : 0xffffffff >>> prefixLength;
  bytes.writeUInt32BE((bytes.readUInt32BE(0) | hostBits) >>> 0, 0);
  return bytes;
}
