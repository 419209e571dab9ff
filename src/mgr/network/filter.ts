import { invalidArgument } from '../../lib/errors.ts';
import { booleanFilter, type Filters, matchesLabels } from '../../lib/filters.ts';
import { matchesAnyName } from '../../lib/name-pattern.ts';
import { isPredefined, type NetworkRecord } from './network-record.ts';

type Test = (network: NetworkRecord, values: readonly string[]) => boolean;

/** Values of one key are alternatives, keys add up; several labels must all be there. */
const TESTS: Readonly<Record<string, Test>> = {
  id: ({ id }, values) => matchesAnyName(id, values),
  name: ({ name }, values) => matchesAnyName(name, values),
  driver: ({ driver }, values) => values.includes(driver),
  scope: (_network, values) => values.includes('local'),
  type: (network, values) => values.includes(isPredefined(network) ? 'builtin' : 'custom'),
  label: ({ labels }, values) => matchesLabels(labels, values),
};

/**
 * moby: daemon/network/filter.go
 * @param isUsed whether a network has endpoints
 * @throws invalidArgument for values that a filter does not know
 */
export function filterNetworks(
  networks: readonly NetworkRecord[],
  filters: Filters,
  isUsed: (network: NetworkRecord) => boolean,
): NetworkRecord[] {
  for (const type of filters.get('type') ?? []) {
    if (type !== 'builtin' && type !== 'custom') {
      throw invalidArgument(`invalid filter: 'type'='${type}'`);
    }
  }
  const dangling = booleanFilter(filters, 'dangling');
  return networks.filter((network) => {
    const isDangling = !isPredefined(network) && !isUsed(network);
    if (dangling !== undefined && dangling !== isDangling) return false;
    return [...filters].every(([key, values]) => TESTS[key]?.(network, values) ?? true);
  });
}
