import { constants } from 'node:os';

import { invalidArgument } from './errors.ts';

const SIGRTMIN = 34;
const SIGRTMAX = 64;

const NUMBERS: ReadonlyMap<string, number> = new Map([
  ...Object.entries(constants.signals).map(([name, value]) => [name.slice(3), value] as const),
  ['RTMIN', SIGRTMIN] as const,
  ['RTMAX', SIGRTMAX] as const,
]);

/** `SIGTERM`, `term`, `15` or `RTMIN+3` → number. @throws invalidArgument `Invalid signal: X` */
export function parseSignal(text: string): number {
  const number = /^\d+$/.test(text) ? Number(text) : byName(text.toUpperCase().replace(/^SIG/, ''));
  if (number === undefined || number < 1 || number > SIGRTMAX) {
    throw invalidArgument(`Invalid signal: ${text}`);
  }
  return number;
}

function byName(name: string): number | undefined {
  const realtime = /^(RTMIN\+|RTMAX-)(\d{1,2})$/.exec(name);
  if (realtime === null) return NUMBERS.get(name);
  const offset = Number(realtime[2]);
  if (offset > SIGRTMAX - SIGRTMIN) return undefined;
  return realtime[1] === 'RTMIN+' ? SIGRTMIN + offset : SIGRTMAX - offset;
}
