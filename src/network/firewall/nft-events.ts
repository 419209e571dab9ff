import { decodeAttributes, decodeMessages, decodeString } from '../worker/netlink-codec.ts';

/** NFNLGRP_NFTABLES of linux/netfilter/nfnetlink.h: told of everything that is done to nftables. */
export const NFTABLES_GROUP = 7;

/** NFNL_SUBSYS_NFTABLES; messages are numbered within. linux/netfilter/nf_tables.h */
const SUBSYSTEM = 10;
const NEW_TABLE = 0;
const NEW_CHAIN = 3;
const DELETIONS = new Set([2, 5, 8]);
const GENERIC_HEADER_SIZE = 4;
/** The table's name, in messages about tables, chains and rules alike. */
const TABLE_NAME = 1;

/** Where rules of ours may be, or what keeps packets from them. */
const FOREIGN = new Set(['filter', 'nat', 'raw', 'firewalld']);

/**
 * Whether some message tells that rules of ours may be gone, or that another firewall may have closed. Ours are
 * told of as well; whoever asks compares. PURE.
 */
export function concernsUs(datagram: Buffer, table: string): boolean {
  for (const { type, body } of decodeMessages(datagram)) {
    if (type >> 8 !== SUBSYSTEM) continue;
    const kind = type & 0xff;
    const opens = kind === NEW_TABLE || kind === NEW_CHAIN;
    if (!opens && !DELETIONS.has(kind)) continue;
    const attribute = decodeAttributes(body, GENERIC_HEADER_SIZE).get(TABLE_NAME);
    const name = attribute === undefined ? '' : decodeString(attribute);
    if (FOREIGN.has(name) || (!opens && name === table)) return true;
  }
  return false;
}
