import type { EventMessage } from '../../api/schemas.ts';
import type { ApiVersion } from '../../lib/api-version.ts';
import type { EngineEvent } from '../../lib/engine-event.ts';

const JSON_LINES = 'application/jsonl';
const JSON_SEQUENCE = 'application/json-seq';
const OFFERS: readonly string[] = [JSON_LINES, 'application/x-ndjson', JSON_SEQUENCE];
const RECORD_SEPARATOR = '\x1e';

/**
 * The content type of an event stream. What the client names wins; else JSON lines say what they are from
 * 1.52 on, and before that the label was plain JSON.
 */
export function negotiateEventType(accept: string | undefined, version: ApiVersion): string {
  const wanted = (accept ?? '')
    .split(',')
    .map((range) => range.split(';', 1)[0]?.trim().toLowerCase() ?? '')
    .find((range) => OFFERS.includes(range));
  return wanted ?? (version >= 1052 ? JSON_LINES : 'application/json');
}

/** Events as one client reads them, a record a piece. */
export async function* eventEncoder(
  events: AsyncIterable<EngineEvent>,
  contentType: string,
  version: ApiVersion,
): AsyncGenerator<string> {
  const prefix = contentType === JSON_SEQUENCE ? RECORD_SEPARATOR : '';
  for await (const event of events) {
    if (isKnown(event, version)) yield `${prefix}${encodeEvent(event, version)}\n`;
  }
}

/** Images' `create` came with 1.46. */
const isKnown = ({ type, action }: EngineEvent, version: ApiVersion): boolean =>
  version >= 1046 || type !== 'image' || action !== 'create';

function encodeEvent(event: EngineEvent, version: ApiVersion): string {
  const message = JSON.stringify({ ...legacyMembers(event, version), ...toMessage(event) });
  // Nanoseconds since 1970 are beyond what a number holds exactly.
  return `${message.slice(0, -1)},"timeNano":${nanoseconds(event.time)}}`;
}

function toMessage(event: EngineEvent): Omit<EventMessage, 'timeNano'> {
  return {
    Type: event.type,
    Action: event.action,
    Actor: { ID: event.id, Attributes: { ...event.attributes } },
    scope: 'local',
    time: Math.floor(event.time.getTime() / 1000),
  };
}

const nanoseconds = (time: Date): string => String(BigInt(time.getTime()) * 1_000_000n);

/** Dropped with 1.52; the CLI before 25 fails without them. */
function legacyMembers(event: EngineEvent, version: ApiVersion): Partial<EventMessage> {
  if (version >= 1052) return {};
  const named = { status: event.action, id: event.id };
  if (event.type === 'container') return { ...named, from: event.attributes['image'] ?? '' };
  return event.type === 'image' ? named : {};
}
