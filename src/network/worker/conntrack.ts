import { networkInterfaces } from 'node:os';

import { ipBytes } from '../../lib/ip-bytes.ts';
import { errnoOf } from '../../lib/sys/errno.ts';
import type { Family } from '../driver.ts';
import type { FirewallPort } from '../firewall/plan.ts';
import { attribute, decodeAttributes, nested, u32Attribute } from './netlink-codec.ts';
import { Rtnetlink } from './rtnetlink.ts';

/** linux/netfilter/nfnetlink_conntrack.h; the upper byte is the subsystem. */
const IPCTNL_MSG_CT_GET = 0x101;
const IPCTNL_MSG_CT_DELETE = 0x102;
const CTA = { tupleOrig: 1, tupleReply: 2, id: 12, zone: 18, filter: 25 } as const;
const CTA_TUPLE = { ip: 1, protocol: 2 } as const;
const CTA_IP = { 4: { source: 1, destination: 2 }, 6: { source: 3, destination: 4 } } as const;
const CTA_PROTO = { number: 1, destinationPort: 3 } as const;
const CTA_FILTER = { orig: 1, reply: 2 } as const;
/** net/netfilter/nf_internals.h */
const FILTER_FLAG = { source: 1 << 0, protocol: 1 << 3, destinationPort: 1 << 5 } as const;
const AF = { 4: 2, 6: 10 } as const;
const HEADER_SIZE = 4;

const PROTOCOLS = { tcp: 6, udp: 17, sctp: 132 } as const;

/** What the kernel remembers of one connection. */
interface Entry {
  readonly attributes: ReadonlyMap<number, Buffer>;
  /** Where the client sent it to. */
  readonly destination: string;
  /** Who answers: the container, where it is translated. */
  readonly answerer: string;
  readonly protocol: number;
  readonly destinationPort: number;
}

/**
 * The kernel's memory of connections. It decides where packets go as long as they keep coming: datagrams of a client
 * that does not rest would follow the rules of yesterday. Each question makes the kernel walk its whole table.
 */
export class Conntrack implements Disposable {
  readonly #netlink = new Rtnetlink('netfilter');

  [Symbol.dispose](): void {
    this.#netlink[Symbol.dispose]();
  }

  /** A container goes: whatever led to it is forgotten. */
  forgetContainers(ports: readonly FirewallPort[]): void {
    for (const { family, address } of uniqueBy(ports, ({ address }) => address)) {
      const flags = u32Attribute(CTA_FILTER.reply, FILTER_FLAG.source);
      const ip = nested(CTA_TUPLE.ip, attribute(CTA_IP[family].source, ipBytes(address)));
      const found = this.#list(family, nested(CTA.filter, flags), nested(CTA.tupleReply, ip));
      const own = keyOf(address);
      for (const entry of found) if (entry.answerer === own) this.#forget(family, entry);
    }
  }

  /** A container comes: datagrams to its ports of the host that go elsewhere are forgotten. */
  forgetElsewhere(ports: readonly FirewallPort[]): void {
    for (const port of ports) {
      if (port.host === undefined) continue;
      for (const entry of this.#datagramsTo(port, port.host.port)) {
        if (isElsewhere(entry, port)) this.#forget(port.family, entry);
      }
    }
  }

  #datagramsTo({ family, protocol }: FirewallPort, hostPort: number): Entry[] {
    const number = PROTOCOLS[protocol];
    const flags = FILTER_FLAG.protocol | FILTER_FLAG.destinationPort;
    const transport = nested(
      CTA_TUPLE.protocol,
      attribute(CTA_PROTO.number, Buffer.from([number])),
      attribute(CTA_PROTO.destinationPort, Buffer.from([hostPort >> 8, hostPort & 0xff])),
    );
    return this.#list(
      family,
      nested(CTA.filter, u32Attribute(CTA_FILTER.orig, flags)),
      nested(CTA.tupleOrig, transport),
    ).filter((entry) => entry.protocol === number && entry.destinationPort === hostPort);
  }

  /** Kernels before 5.9 know no filter and answer with all there are. Without ctnetlink entries only age. */
  #list(family: Family, ...filter: readonly Buffer[]): Entry[] {
    for (const members of [filter, []]) {
      try {
        const body = Buffer.concat([header(family), ...members]);
        const request = { type: IPCTNL_MSG_CT_GET, flags: 0, body, subject: 'connections' };
        return this.#netlink.dump(request).map((answer) => decodeEntry(answer, family));
      } catch (err) {
        if (!['EINVAL', 'EOPNOTSUPP'].includes(errnoOf(err) ?? '')) throw err;
      }
    }
    return [];
  }

  #forget(family: Family, { attributes }: Entry): void {
    const kept = [CTA.tupleOrig, CTA.id, CTA.zone].flatMap((type) => {
      const value = attributes.get(type);
      if (value === undefined) return [];
      return [type === CTA.tupleOrig ? nested(type, value) : attribute(type, value)];
    });
    const body = Buffer.concat([header(family), ...kept]);
    try {
      this.#netlink.execute({ type: IPCTNL_MSG_CT_DELETE, flags: 0, body, subject: 'connection' });
    } catch (err) {
      // It ended meanwhile.
      if (errnoOf(err) !== 'ENOENT') throw err;
    }
  }
}

/** Translated to another container, or taken for the host's own before there was one. */
function isElsewhere({ destination, answerer }: Entry, { address, host }: FirewallPort): boolean {
  if (answerer === keyOf(address)) return false;
  if (host !== undefined && host.address !== '' && destination !== keyOf(host.address))
    return false;
  return answerer !== destination || isOwnAddress(destination);
}

function isOwnAddress(key: string): boolean {
  const addresses = Object.values(networkInterfaces()).flatMap((found) => found ?? []);
  return addresses.some(({ address }) => keyOf(address) === key);
}

const keyOf = (address: string): string => ipBytes(address).toString('hex');

/** struct nfgenmsg */
const header = (family: Family): Buffer => Buffer.from([AF[family], 0, 0, 0]);

function decodeEntry(answer: Buffer, family: Family): Entry {
  const attributes = decodeAttributes(answer, HEADER_SIZE);
  const [orig, reply] = [tupleOf(attributes, CTA.tupleOrig), tupleOf(attributes, CTA.tupleReply)];
  const transport = decodeAttributes(orig.get(CTA_TUPLE.protocol) ?? NOTHING, 0);
  const addressOf = (tuple: ReadonlyMap<number, Buffer>, type: number): string => {
    const found = decodeAttributes(tuple.get(CTA_TUPLE.ip) ?? NOTHING, 0).get(type);
    return found?.toString('hex') ?? '';
  };
  return {
    attributes,
    destination: addressOf(orig, CTA_IP[family].destination),
    answerer: addressOf(reply, CTA_IP[family].source),
    protocol: transport.get(CTA_PROTO.number)?.readUInt8(0) ?? 0,
    destinationPort: transport.get(CTA_PROTO.destinationPort)?.readUInt16BE(0) ?? 0,
  };
}

const NOTHING = Buffer.alloc(0);

const tupleOf = (
  attributes: ReadonlyMap<number, Buffer>,
  type: number,
): ReadonlyMap<number, Buffer> => decodeAttributes(attributes.get(type) ?? NOTHING, 0);

const uniqueBy = <T>(items: readonly T[], key: (item: T) => string): T[] => [
  ...new Map(items.map((item) => [key(item), item])).values(),
];
