import { setTimeout as sleep } from 'node:timers/promises';

import type { Logger } from '../../lib/logger.ts';
import { NetlinkEvents } from '../../lib/sys/netlink-events.ts';
import { concernsUs, NFTABLES_GROUP } from './nft-events.ts';

/** Whoever flushes rules mostly writes others right after; one look is enough for both. */
const PAUSE_MS = 200;

/** Looks after our rules whenever somebody may have taken some away: one look at a time. */
export class FirewallWatch implements Disposable {
  readonly #events: NetlinkEvents;
  readonly #look: () => Promise<void>;
  readonly #log: Logger;
  #looking = false;
  #again = false;

  constructor(table: string, look: () => Promise<void>, log: Logger) {
    this.#look = look;
    this.#log = log;
    this.#events = new NetlinkEvents({
      protocol: 'netfilter',
      group: NFTABLES_GROUP,
      onEvent: (datagram) => {
        if (datagram === undefined || concernsUs(datagram, table)) this.#wake();
      },
      onFailure: (err) => log.error({ err }, 'firewall rules are no longer watched'),
    });
  }

  [Symbol.dispose](): void {
    this.#events[Symbol.dispose]();
  }

  #wake(): void {
    this.#again = true;
    if (this.#looking) return;
    this.#looking = true;
    void this.#run();
  }

  async #run(): Promise<void> {
    try {
      while (this.#again) {
        await sleep(PAUSE_MS, undefined, { ref: false });
        this.#again = false;
        await this.#look();
      }
    } catch (err) {
      this.#log.error({ err }, 'the firewall was not looked after');
    } finally {
      this.#looking = false;
    }
  }
}
