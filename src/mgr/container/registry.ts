import type { EngineEvent, EventSink } from '../../lib/engine-event.ts';
import { internal } from '../../lib/errors.ts';
import { isFullId, isIdPrefix } from '../../lib/ids.ts';
import type { ContainerStore } from '../../store/container-store.ts';
import { ambiguousPrefix, nameInUse, noSuchContainer } from './errors.ts';
import type { ContainerRecord } from './record.ts';
import { fromRow, toRow } from './record-codec.ts';

/**
 * All containers, in memory and in the store: what lists, inspects and look-ups read, so that no stuck
 * container can hold them up. The store is written first; memory follows only when that succeeded.
 */
export class ContainerRegistry {
  readonly #records = new Map<string, ContainerRecord>();
  /** Name → id, including names whose containers are still being made. */
  readonly #names = new Map<string, string>();
  /** Those that are still being made, by id. */
  readonly #reserved = new Map<string, ContainerRecord>();
  readonly #store: ContainerStore;
  readonly #events: EventSink;

  constructor(store: ContainerStore, events: EventSink) {
    this.#store = store;
    this.#events = events;
  }

  /** Reads the store. @returns the records whose creation was cut short, and rows that cannot be read */
  load(): { readonly unfinished: readonly ContainerRecord[]; readonly damaged: readonly string[] } {
    const unfinished: ContainerRecord[] = [];
    const damaged: string[] = [];
    for (const row of this.#store.all()) {
      try {
        const record = fromRow(row);
        if (row.status === 'creating') {
          unfinished.push(record);
          this.#reserved.set(record.id, record);
        } else this.#remember(record);
        this.#names.set(record.name, record.id);
      } catch {
        damaged.push(row.id);
        this.#names.set(row.name, row.id);
      }
    }
    return { unfinished, damaged };
  }

  get size(): number {
    return this.#records.size;
  }

  all(): Iterable<ContainerRecord> {
    return this.#records.values();
  }

  /** Those that are still being made. */
  reserved(): Iterable<ContainerRecord> {
    return this.#reserved.values();
  }

  has(id: string): boolean {
    return this.#records.has(id);
  }

  /** Whether anything of this id may exist rightfully: a container, or one that is being made. */
  knows(id: string): boolean {
    return this.#records.has(id) || this.#reserved.has(id);
  }

  /** @throws notFound when it was removed meanwhile */
  byId(id: string): ContainerRecord {
    const record = this.#records.get(id);
    if (record === undefined) throw noSuchContainer(id);
    return record;
  }

  /**
   * Full id, then name with or without a slash, then unique id prefix.
   * @throws notFound `No such container: x`; invalidArgument when a prefix is ambiguous
   */
  resolve(ref: string): ContainerRecord {
    const exact = this.#records.get(ref) ?? this.#byName(ref);
    if (exact !== undefined) return exact;
    if (ref !== '' && isIdPrefix(ref) && !isFullId(ref)) {
      const found = [...this.#records.values()].filter(({ id }) => id.startsWith(ref));
      if (found.length > 1) throw ambiguousPrefix(ref);
      if (found[0] !== undefined) return found[0];
    }
    throw noSuchContainer(ref);
  }

  #byName(ref: string): ContainerRecord | undefined {
    const id = this.#names.get(ref.startsWith('/') ? ref.slice(1) : ref);
    return id === undefined ? undefined : this.#records.get(id);
  }

  nameTaken(name: string): boolean {
    return this.#names.has(name);
  }

  /** Takes the name and writes the intent. @throws conflict with Docker's sentence */
  reserve(record: ContainerRecord): void {
    this.#refuseTaken(record.name);
    this.#store.insert(toRow(record, 'creating'));
    this.#reserved.set(record.id, record);
    this.#names.set(record.name, record.id);
  }

  #refuseTaken(name: string): void {
    const holder = this.#names.get(name);
    if (holder !== undefined) throw nameInUse(name, holder);
  }

  /** The reserved container exists now. */
  commit(record: ContainerRecord, event: EngineEvent): void {
    this.#events.publish(event, () => this.#store.update(toRow(record)));
    this.#remember(record);
  }

  /** Replaces a record, alone or together with the event that tells of it. @returns the record */
  save(record: ContainerRecord, event?: EngineEvent): ContainerRecord {
    const previous = this.#records.get(record.id);
    if (previous === undefined) throw internal(`container ${record.id} is not registered`);
    if (previous.name !== record.name) this.#refuseTaken(record.name);
    const write = (): void => this.#store.update(toRow(record));
    if (event === undefined) write();
    else this.#events.publish(event, write);
    if (previous.name !== record.name) this.#names.delete(previous.name);
    this.#remember(record);
    return record;
  }

  /**
   * Forgets a container and frees its name; its effects are cleaned up after.
   * @param also a write that belongs to the same transaction as the event
   */
  delete(
    record: Pick<ContainerRecord, 'id' | 'name'>,
    event?: EngineEvent,
    also?: () => void,
  ): void {
    const write = (): void => {
      also?.();
      this.#store.delete(record.id);
    };
    if (event === undefined) write();
    else this.#events.publish(event, write);
    this.#records.delete(record.id);
    this.#reserved.delete(record.id);
    if (this.#names.get(record.name) === record.id) this.#names.delete(record.name);
  }

  #remember(record: ContainerRecord): void {
    this.#records.set(record.id, record);
    this.#reserved.delete(record.id);
    this.#names.set(record.name, record.id);
  }
}
