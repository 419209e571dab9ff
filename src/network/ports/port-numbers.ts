/** Lowest and highest, both included. */
export interface PortRange {
  readonly first: number;
  readonly last: number;
}

/** Docker's, where the kernel's own cannot be read. */
const FALLBACK: PortRange = { first: 49_153, last: 65_535 };

/** What of the host's settings decides about ports that nobody named. */
export interface EphemeralPorts {
  readonly range: PortRange;
  /** Never given out unasked. */
  readonly reserved: ReadonlySet<number>;
}

/**
 * @param range text of net.ipv4.ip_local_port_range
 * @param reserved text of net.ipv4.ip_local_reserved_ports: `8080,9000-9010`
 */
export function parseEphemeralPorts(range: string, reserved: string): EphemeralPorts {
  const [first = 0, last = 0] = range.trim().split(/\s+/).map(Number);
  const isValid = first > 0 && first <= last && last <= 65_535;
  return {
    range: isValid ? { first, last } : FALLBACK,
    reserved: new Set(
      reserved
        .trim()
        .split(',')
        .filter((part) => part !== '')
        .flatMap(numbersOf),
    ),
  };
}

function numbersOf(part: string): number[] {
  const [first = 0, last = first] = part.split('-').map(Number);
  return Array.from({ length: last - first + 1 }, (_, n) => first + n);
}

/** All numbers of a range in the order of trying: those after the one that was given out last come first. */
export function* candidates(
  { first, last }: PortRange,
  latest: number | undefined,
): Generator<number> {
  const start = latest === undefined || latest < first || latest >= last ? first : latest + 1;
  for (let port = start; port <= last; port += 1) yield port;
  for (let port = first; port < start; port += 1) yield port;
}
