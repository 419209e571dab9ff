import { parseDurationMs } from './duration.ts';
import { invalidArgument } from './errors.ts';

/** What Go prints for a time that never was. */
export const ZERO_TIME = '0001-01-01T00:00:00Z';

/** RFC 3339 with nanoseconds; `undefined` is Go's zero time. */
export function toGoTime(time: Date | undefined): string {
  return time === undefined ? ZERO_TIME : time.toISOString().replace('Z', '000000Z');
}

/**
 * Docker's time parameters: unix seconds with fraction (`1700000000.5`), RFC 3339 with its shorter forms,
 * or a Go duration before now. @returns milliseconds since 1970, with a fraction
 * @throws invalidArgument
 */
export function parseTimestampMs(text: string, now: Date): number {
  if (/^-?\d+(\.\d{0,9})?$/.test(text)) return Number(text) * 1000;
  if (/^\d{4}-\d\d-\d\d/.test(text)) {
    const ms = Date.parse(/^\d{4}-\d\d-\d\dT\d\d$/.test(text) ? `${text}:00` : text);
    if (!Number.isNaN(ms)) return ms;
    throw invalidArgument(`failed to parse value as time or duration: "${text}"`);
  }
  try {
    return now.getTime() - parseDurationMs(text);
  } catch (err) {
    throw invalidArgument(`failed to parse value as time or duration: "${text}"`, err);
  }
}
