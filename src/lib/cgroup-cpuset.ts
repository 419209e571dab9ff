import { invalidArgument } from './errors.ts';

/** An inclusive range of CPU or memory node numbers. */
type NumberRange = readonly [first: number, last: number];

/** The kernel's normal maximum; Docker accepts numbers up to it, or up to what the host has. */
const NORMAL_MAXIMUM = 8192;

/**
 * Reads the kernel's list format, e.g. `0-3,7`. Ranges stay ranges: `0-999999999` costs nothing.
 * @throws invalidArgument `invalid format: x`, or that a number is above `maximum`
 */
export function parseCpuset(text: string, maximum = NORMAL_MAXIMUM): NumberRange[] {
  if (text === '') return [];
  return text.split(',').map((part) => parseRange(part, text, maximum));
}

function parseRange(part: string, whole: string, maximum: number): NumberRange {
  const match = /^(\d{1,15})(?:-(\d{1,15}))?$/.exec(part);
  const first = Number(match?.[1]);
  const last = Number(match?.[2] ?? match?.[1]);
  if (Number.isNaN(first) || last < first) throw invalidArgument(`invalid format: ${whole}`);
  if (last > maximum) throw invalidArgument(`value of out range, maximum is ${maximum}`);
  return [first, last];
}

/** Whether every number asked for is among the available ones (both in list format). */
export function isCpusetAvailable(asked: string, available: string): boolean {
  const have = merge(parseCpuset(available, Number.MAX_SAFE_INTEGER));
  const maximum = Math.max(NORMAL_MAXIMUM, ...have.map(([, last]) => last));
  return parseCpuset(asked, maximum).every(([first, last]) =>
    have.some(([low, high]) => first >= low && last <= high),
  );
}

function merge(ranges: readonly NumberRange[]): NumberRange[] {
  const merged: NumberRange[] = [];
  for (const range of ranges.toSorted((a, b) => a[0] - b[0])) {
    const before = merged.at(-1);
    if (before !== undefined && range[0] <= before[1] + 1) {
      merged[merged.length - 1] = [before[0], Math.max(before[1], range[1])];
    } else merged.push(range);
  }
  return merged;
}
