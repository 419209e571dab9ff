import type { VolumeStore } from '../../store/volume-store.ts';
import { noSuchVolume } from './errors.ts';
import { fromVolumeRow, toVolumeRow, type VolumeRecord } from './volume-record.ts';

/** All volumes in memory, so that lists and inspects touch nothing else. Every change is on disk before it is here. */
export class VolumeBook {
  readonly #store: VolumeStore;
  readonly #records = new Map<string, VolumeRecord>();

  constructor(store: VolumeStore) {
    this.#store = store;
  }

  /** Reads everything from disk; before anything else. */
  load(): void {
    for (const row of this.#store.all()) this.#records.set(row.name, fromVolumeRow(row));
  }

  /** Those that are there, by name. */
  volumes(): VolumeRecord[] {
    return this.all()
      .filter(({ pending }) => pending === undefined)
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** Also those that are being made or taken away. */
  all(): VolumeRecord[] {
    return [...this.#records.values()];
  }

  find(name: string): VolumeRecord | undefined {
    return this.#records.get(name);
  }

  /** @throws notFound `get x: no such volume` */
  get(name: string): VolumeRecord {
    const record = this.#records.get(name);
    if (record === undefined || record.pending !== undefined) throw noSuchVolume(name);
    return record;
  }

  /** Adds the volume, or replaces the one of its name. */
  put(record: VolumeRecord): void {
    this.#store.put(toVolumeRow(record));
    this.#records.set(record.name, record);
  }

  delete(name: string): void {
    this.#store.delete(name);
    this.#records.delete(name);
  }
}
