import { invalidArgument } from '../../lib/errors.ts';

/**
 * A time as the API takes it: Unix seconds, with an optional fraction of up to nine digits. Durations and
 * dates are the CLI's to resolve. moby: daemon/internal/timestamp ParseTimestamps
 *
 * @returns milliseconds since 1970, with a fraction
 * @throws invalidArgument in the words of Go's strconv
 */
export function parseUnixTime(text: string): number {
  const [seconds = '', fraction = '0'] = text.split('.', 2);
  if (!/^[+-]?\d+$/.test(seconds)) throw badNumber(seconds);
  if (!/^\d+$/.test(fraction)) throw badNumber(fraction);
  return Number(`${seconds}.${fraction}`) * 1000;
}

const badNumber = (text: string): Error =>
  invalidArgument(`strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`);

/** A bound of logs: absent, empty and `0` bound nothing. */
export function optionalTime(text: string): number | undefined {
  return text === '' || text === '0' ? undefined : parseUnixTime(text);
}

/** @throws invalidArgument when the window ends before it begins */
export function eventWindow(
  since: string | undefined,
  until: string | undefined,
): { sinceMs?: number; untilMs?: number } {
  const sinceMs = since ? parseUnixTime(since) : undefined;
  const untilMs = until ? parseUnixTime(until) : undefined;
  if (sinceMs !== undefined && untilMs !== undefined && untilMs < sinceMs) {
    throw invalidArgument(
      `\`since\` time (${since ?? ''}) cannot be after \`until\` time (${until ?? ''})`,
    );
  }
  return {
    ...(sinceMs === undefined ? {} : { sinceMs }),
    ...(untilMs === undefined ? {} : { untilMs }),
  };
}
