import { invalidArgument } from '../../../lib/errors.ts';
import { type Filters, matchesLabels } from '../../../lib/filters.ts';
import { linearMatcher } from '../../../lib/linear-regexp.ts';
import type { ContainerRecord } from '../record.ts';
import { type ContainerStatus, lastExit, TRANSITIONS } from '../state.ts';
import { portFilter } from './filter-ports.ts';
import { isNever, isRunning } from './state.ts';

/** Keys of `filters` on the container list. */
export const CONTAINER_FILTERS = [
  'ancestor',
  'before',
  'exited',
  'expose',
  'health',
  'id',
  'is-task',
  'isolation',
  'label',
  'name',
  'network',
  'publish',
  'since',
  'status',
  'volume',
] as const;

/** What filters ask about besides the record itself. */
export interface FilterContext {
  /** @throws notFound `No such container: x` */
  readonly resolve: (ref: string) => ContainerRecord;
  /** Ids of the images that `ancestor` names, and of those built on them. */
  readonly ancestorIds: ReadonlySet<string>;
  /** `none` for a container without a health check. */
  readonly healthOf: (record: ContainerRecord) => string;
}

export type RecordPredicate = (record: ContainerRecord) => boolean;

/** Values of one key are alternatives, keys must all hold. moby: daemon/list.go */
type Build = (values: readonly string[], context: FilterContext) => RecordPredicate;

const BUILDERS: Readonly<Record<(typeof CONTAINER_FILTERS)[number], Build>> = {
  ancestor:
    (_values, { ancestorIds }) =>
    (record) =>
      ancestorIds.has(record.image.id),
  before: (values, context) => {
    const limit = context.resolve(values.at(-1) ?? '');
    return (record) => isOlder(record, limit);
  },
  since: (values, context) => {
    const limit = context.resolve(values.at(-1) ?? '');
    return (record) => isOlder(limit, record);
  },
  exited: exitedFilter,
  expose: (values) => portFilter('expose', values),
  publish: (values) => portFilter('publish', values),
  health: (values, { healthOf }) => {
    values.forEach(checkHealth);
    return (record) => values.includes(healthOf(record));
  },
  id: (values) => {
    const matches = anyPattern(values);
    return (record) => matches(record.id);
  },
  name: (values) => {
    const matches = anyPattern(values);
    return (record) => matches(record.name) || matches(`/${record.name}`);
  },
  'is-task': taskFilter,
  // Linux knows one kind only; dockerd does not look.
  isolation: () => () => true,
  label: (values) => (record) => matchesLabels(record.config.Labels, values),
  network: (values) => (record) => isInNetwork(record, values),
  status: statusFilter,
  volume: (values) => (record) =>
    record.mounts.some(({ name, source, destination }) =>
      values.some((value) => value === destination || value === (name ?? source)),
    ),
};

/**
 * One predicate of all filters; made once a request, asked of each record.
 * @throws invalidArgument for a value that makes no sense, notFound for an unknown `before` or `since`
 */
export function containerFilters(filters: Filters, context: FilterContext): RecordPredicate {
  const predicates = CONTAINER_FILTERS.flatMap((key) => {
    const values = filters.get(key) ?? [];
    return values.length === 0 ? [] : [BUILDERS[key](values, context)];
  });
  return (record) => predicates.every((predicate) => predicate(record));
}

/** A question about status is one about all containers, not about the running ones. */
export const impliesAll = (filters: Filters): boolean => (filters.get('status') ?? []).length > 0;

/** Newest first; the ids break ties, so that the order is always the same. */
export function byAge(a: ContainerRecord, b: ContainerRecord): number {
  const difference = b.createdAt.getTime() - a.createdAt.getTime();
  if (difference !== 0) return difference;
  return a.id < b.id ? 1 : -1;
}

const isOlder = (a: ContainerRecord, b: ContainerRecord): boolean => a !== b && byAge(a, b) > 0;

/** The value itself, or a regular expression found anywhere; malformed ones match nothing more. */
function anyPattern(values: readonly string[]): (text: string) => boolean {
  const exact = new Set(values);
  const matchers = values.flatMap((value) => linearMatcher(value) ?? []);
  return (text) => exact.has(text) || matchers.some((matches) => matches(text));
}

function exitedFilter(values: readonly string[]): RecordPredicate {
  const codes = new Set(values.map(exitCode));
  return ({ state }) => {
    const last = lastExit(state);
    if (isRunning(state) || last === undefined || isNever(last.startedAt)) return false;
    return codes.has(last.exitCode);
  };
}

function exitCode(value: string): number {
  if (/^[+-]?\d{1,15}$/.test(value)) return Number(value);
  throw invalidArgument(`strconv.Atoi: parsing ${JSON.stringify(value)}: invalid syntax`);
}

function statusFilter(values: readonly string[]): RecordPredicate {
  for (const value of values) {
    if (!Object.hasOwn(TRANSITIONS, value))
      throw invalidArgument(`invalid filter 'status=${value}'`);
  }
  const wanted = new Set(values as readonly ContainerStatus[]);
  return ({ state }) => wanted.has(state.status);
}

function checkHealth(value: string): void {
  if (['none', 'starting', 'healthy', 'unhealthy'].includes(value)) return;
  throw invalidArgument(`unrecognized filter value for health: ${value}`);
}

/** Tasks are a swarm's containers: there are none. */
function taskFilter(values: readonly string[]): RecordPredicate {
  const [value = ''] = values;
  if (!['true', 'false'].includes(value))
    throw invalidArgument(`invalid filter 'is-task=[${values.join(' ')}]'`);
  return () => value === 'false';
}

function isInNetwork(record: ContainerRecord, values: readonly string[]): boolean {
  const names = Object.keys(record.networkingConfig.EndpointsConfig ?? {});
  const ids = Object.values(record.endpoints).map(({ networkId }) => networkId);
  return values.some(
    (value) => names.includes(value) || ids.some((id) => value !== '' && id.startsWith(value)),
  );
}
