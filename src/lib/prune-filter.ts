import { type Filters, matchesLabels } from './filters.ts';
import { parseTimestampMs } from './go-time.ts';

export interface Prunable {
  readonly createdAt: Date;
  readonly labels: Readonly<Record<string, string>> | null | undefined;
}

/** What `until`, `label` and `label!` leave to be removed. @throws invalidArgument */
export function pruneFilter(filters: Filters, now: Date): (object: Prunable) => boolean {
  const [until] = filters.get('until') ?? [];
  const before = until === undefined ? Infinity : parseTimestampMs(until, now);
  const unwanted = filters.get('label!') ?? [];
  return ({ createdAt, labels }) =>
    createdAt.getTime() < before &&
    matchesLabels(labels, filters.get('label')) &&
    !unwanted.some((label) => matchesLabels(labels, [label]));
}
