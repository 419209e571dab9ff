import type { PortSummary } from '../../../api/schemas.ts';

/**
 * `0.0.0.0:8080->80/tcp, 443/tcp, 9000-9002/udp`: neighbouring ports become ranges. PURE.
 * docker's formatter.DisplayablePorts
 */
export function shownPorts(ports: readonly PortSummary[]): string {
  const sorted = [...ports].sort(byPort);
  const ranges: Range[] = [];
  for (const port of sorted) {
    const last = ranges.at(-1);
    if (last !== undefined && continues(last, port)) ranges[ranges.length - 1] = extended(last);
    else ranges.push(toRange(port));
  }
  return ranges.map(shownRange).join(', ');
}

interface Range {
  readonly ip: string;
  readonly type: string;
  readonly inside: number;
  /** 0 for a port that is not published. */
  readonly outside: number;
  readonly count: number;
}

const toRange = ({ IP = '', Type, PrivatePort, PublicPort = 0 }: PortSummary): Range => ({
  ip: IP,
  type: Type,
  inside: PrivatePort,
  outside: PublicPort,
  count: 1,
});

const extended = (range: Range): Range => ({ ...range, count: range.count + 1 });

function continues(
  range: Range,
  { IP = '', Type, PrivatePort, PublicPort = 0 }: PortSummary,
): boolean {
  const isNext = PrivatePort === range.inside + range.count;
  const isNextOutside =
    range.outside === 0 ? PublicPort === 0 : PublicPort === range.outside + range.count;
  return IP === range.ip && Type === range.type && isNext && isNextOutside;
}

function shownRange({ ip, type, inside, outside, count }: Range): string {
  const target = `${span(inside, count)}/${type}`;
  return outside === 0 ? target : `${hostPart(ip)}${span(outside, count)}->${target}`;
}

const hostPart = (ip: string): string => (ip.includes(':') ? `[${ip}]:` : `${ip}:`);

const span = (first: number, count: number): string =>
  count === 1 ? String(first) : `${first}-${first + count - 1}`;

/** Published first by address, then by port. */
function byPort(a: PortSummary, b: PortSummary): number {
  return (
    a.PrivatePort - b.PrivatePort ||
    compare(a.IP ?? '', b.IP ?? '') ||
    (a.PublicPort ?? 0) - (b.PublicPort ?? 0) ||
    compare(a.Type, b.Type)
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
