import parseDuration from 'parse-duration';

import { invalidArgument } from './errors.ts';

const GO_DURATION =
  /^[-+]?(\d+(\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h)((\d+(\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h))*$/;

/** A Go duration such as `1m30s` or `500ms` → milliseconds. @throws invalidArgument */
export function parseDurationMs(text: string): number {
  if (text === '0') return 0;
  const ms = GO_DURATION.test(text) ? parseDuration(text) : null;
  if (ms === null) throw invalidArgument(`time: invalid duration "${text}"`);
  return ms;
}
