import { decodeAttributes, decodeMessages, decodeString } from '../worker/netlink-codec.ts';

/** NFNLGRP_NFTABLES of linux/netfilter/nfnetlink.h: told of everything that is done to nftables. */
export const NFTABLES_GROUP = 7;

/** NFNL_SUBSYS_NFTABLES; messages are numbered within. linux/netfilter/nf_tables.h */
const SUBSYSTEM = 10;
const NEW = { table: 0, chain: 3, rule: 6 } as const;
const DELETIONS = new Set([2, 5, 8]);
const GENERIC_HEADER_SIZE = 4;
/** The table's name, in messages about tables, chains and rules alike. */
const TABLE_NAME = 1;
/** In messages about rules. */
const CHAIN_NAME = 2;

/** Where rules of ours may be, or what keeps packets from them. */
const FOREIGN = new Set(['filter', 'nat', 'raw', 'firewalld']);
/** Where dockerd writes when it makes or removes a network. */
const GATES = new Set(['FORWARD', 'DOCKER-FORWARD', 'DOCKER-BRIDGE']);

/**
 * Whether some message tells that rules of ours may be gone, or that another firewall may have closed. Ours are
 * told of as well; whoever asks compares. PURE.
 */
export function concernsUs(datagram: Buffer, table: string): boolean {
  for (const { type, body } of decodeMessages(datagram)) {
    if (type >> 8 === SUBSYSTEM && isOfInterest(type & 0xff, body, table)) return true;
  }
  return false;
}

function isOfInterest(kind: number, body: Buffer, table: string): boolean {
  const attributes = decodeAttributes(body, GENERIC_HEADER_SIZE);
  const textOf = (type: number): string => decodeString(attributes.get(type) ?? Buffer.alloc(0));
  const name = textOf(TABLE_NAME);
  if (DELETIONS.has(kind)) return name === table || FOREIGN.has(name);
  if (kind === NEW.rule) return name === 'filter' && GATES.has(textOf(CHAIN_NAME));
  return (kind === NEW.table || kind === NEW.chain) && FOREIGN.has(name);
}
