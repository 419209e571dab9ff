import { toBigInt } from '../cidr.ts';
import type { Family } from '../driver.ts';
import type { NameEntry } from '../name-service.ts';
import { LONGEST_LABEL } from './message.ts';

interface Zone {
  readonly name: string;
  /** Name in lower case → who has it. */
  readonly byName: ReadonlyMap<string, readonly NameEntry[]>;
  /** Address → the first name of who has it that fits into a message. */
  readonly byAddress: ReadonlyMap<string, string>;
}

/** What the containers of each network are called. */
export class Zones {
  readonly #zones = new Map<string, Zone>();

  publish(
    network: { readonly id: string; readonly name: string },
    entries: readonly NameEntry[],
  ): void {
    const byName = new Map<string, NameEntry[]>();
    const byAddress = new Map<string, string>();
    for (const entry of entries) {
      for (const name of entry.names) {
        const key = name.toLowerCase();
        byName.set(key, [...(byName.get(key) ?? []), entry]);
      }
      const name = entry.names.find((it) => it.length <= LONGEST_LABEL);
      if (name === undefined) continue;
      for (const { address } of entry.addresses) {
        byAddress.set(keyOf(address), `${name}.${network.name}`);
      }
    }
    this.#zones.set(network.id, { name: network.name.toLowerCase(), byName, byAddress });
  }

  withdraw(networkId: string): void {
    this.#zones.delete(networkId);
  }

  /**
   * The addresses of a name in one network, `name` or `name.network`; undefined when nobody has it.
   * All of them, in a new order each time: round robin.
   */
  addresses(networkId: string, name: string, family: Family): string[] | undefined {
    const zone = this.#zones.get(networkId);
    const entries = zone?.byName.get(name) ?? zone?.byName.get(withoutSuffix(name, zone.name));
    if (entries === undefined) return undefined;
    const found = entries.flatMap((entry) =>
      entry.addresses.filter((it) => it.family === family).map(({ address }) => address),
    );
    return shuffled(found);
  }

  nameOf(networkId: string, address: string): string | undefined {
    return this.#zones.get(networkId)?.byAddress.get(keyOf(address));
  }
}

const keyOf = (address: string): string =>
  `${address.includes(':') ? 6 : 4} ${toBigInt(address).toString(16)}`;

const withoutSuffix = (name: string, suffix: string): string =>
  name.endsWith(`.${suffix}`) ? name.slice(0, -suffix.length - 1) : '';

/** Fisher and Yates: each order is as likely. */
function shuffled<T>(items: T[]): T[] {
  for (let last = items.length - 1; last > 0; last -= 1) {
    const other = Math.floor(Math.random() * (last + 1));
    [items[last], items[other]] = [items[other] as T, items[last] as T];
  }
  return items;
}
