import type { EngineEvent } from '../../lib/engine-event.ts';
import { type Filters, matchesLabels } from '../../lib/filters.ts';

/** Actions that carry their command or state behind a colon; asked for bare, they match as a beginning. */
const WITH_DETAIL = ['health_status', 'exec_create', 'exec_start'];

/** Object kinds that are asked for by id, name or the beginning of either. */
const OBJECTS = [
  'config',
  'container',
  'daemon',
  'network',
  'node',
  'plugin',
  'secret',
  'service',
  'volume',
];

/** Whether an event is wanted. Unknown keys are ignored. moby: daemon/events/filter.go */
export function matchesEvent(event: EngineEvent, filters: Filters): boolean {
  if (filters.size === 0) return true;
  return (
    exactly(filters.get('type'), event.type) &&
    exactly(filters.get('scope'), 'local') &&
    matchesAction(filters.get('event'), event.action) &&
    OBJECTS.every((kind) => matchesObject(filters.get(kind), event)) &&
    matchesImage(filters.get('image'), event) &&
    matchesLabels(event.attributes, filters.get('label'))
  );
}

type Wanted = readonly string[] | undefined;

const isAny = (wanted: Wanted): boolean => wanted === undefined || wanted.length === 0;

const exactly = (wanted: Wanted, value: string): boolean =>
  isAny(wanted) || wanted?.includes(value) === true;

const beginning = (wanted: Wanted, value: string): boolean =>
  isAny(wanted) || wanted?.some((prefix) => value.startsWith(prefix)) === true;

function matchesAction(wanted: Wanted, action: string): boolean {
  const fuzzy = wanted?.some((name) => WITH_DETAIL.includes(name)) === true;
  return fuzzy ? beginning(wanted, action) : exactly(wanted, action);
}

function matchesObject(wanted: Wanted, { id, attributes }: EngineEvent): boolean {
  return beginning(wanted, id) || beginning(wanted, attributes['name'] ?? '');
}

/** An image's events by its name or id, a container's by the image it was made of; with or without the tag. */
function matchesImage(wanted: Wanted, { type, id, attributes }: EngineEvent): boolean {
  const name = attributes[type === 'image' ? 'name' : 'image'] ?? '';
  return [id, name, withoutTag(id), withoutTag(name)].some((text) => exactly(wanted, text));
}

/** `reg:5000/a/b:tag@sha256:…` → `reg:5000/a/b` */
function withoutTag(reference: string): string {
  const [bare = ''] = reference.split('@');
  const colon = bare.lastIndexOf(':');
  return colon > bare.lastIndexOf('/') ? bare.slice(0, colon) : bare;
}
