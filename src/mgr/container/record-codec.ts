import type { ContainerRow } from '../../store/container-store.ts';
import type { ContainerRecord } from './record.ts';

/** Keys whose values are times; JSON keeps them as milliseconds since 1970. */
const TIMES = new Set(['createdAt', 'startedAt', 'finishedAt', 'retryAt']);

/** A row of the record. @param status `creating` for a record whose effects are not all there yet */
export function toRow(record: ContainerRecord, status: string = record.state.status): ContainerRow {
  return {
    id: record.id,
    name: record.name,
    createdAt: record.createdAt.getTime(),
    imageId: record.image.id,
    status,
    document: JSON.stringify(record, encodeTime),
  };
}

/** @throws SyntaxError when the document is damaged; the caller quarantines the row */
export function fromRow(row: ContainerRow): ContainerRecord {
  return JSON.parse(row.document, decodeTime) as ContainerRecord;
}

/** JSON.stringify calls toJSON before the replacer, so the value is looked up in its holder. */
function encodeTime(this: unknown, key: string, value: unknown): unknown {
  if (!TIMES.has(key)) return value;
  const raw = (this as Record<string, unknown>)[key];
  return raw instanceof Date ? raw.getTime() : value;
}

function decodeTime(key: string, value: unknown): unknown {
  return TIMES.has(key) && typeof value === 'number' ? new Date(value) : value;
}
