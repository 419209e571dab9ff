import { booleanFilter, type Filters, matchesLabels } from '../../lib/filters.ts';
import { matchesAnyName } from '../../lib/name-pattern.ts';
import type { VolumeRecord } from './volume-record.ts';

type Test = (volume: VolumeRecord, values: readonly string[]) => boolean;

/** Values of one key are alternatives, keys add up; several labels must all be there. */
const TESTS: Readonly<Record<string, Test>> = {
  name: ({ name }, values) => matchesAnyName(name, values),
  driver: ({ driver }, values) => values.includes(driver),
  label: ({ labels }, values) => matchesLabels(labels, values),
};

/** moby: volume/service/service.go filtersToBy. @throws invalidArgument for a `dangling` that is no boolean */
export function filterVolumes(
  volumes: readonly VolumeRecord[],
  filters: Filters,
  isUsed: (volume: VolumeRecord) => boolean,
): VolumeRecord[] {
  const dangling = booleanFilter(filters, 'dangling');
  return volumes.filter((volume) => {
    if (dangling !== undefined && dangling === isUsed(volume)) return false;
    return [...filters].every(([key, values]) => TESTS[key]?.(volume, values) ?? true);
  });
}
