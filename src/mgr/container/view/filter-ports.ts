import { invalidArgument } from '../../../lib/errors.ts';
import type { ContainerRecord } from '../record.ts';
import { portMap, portSummaries } from './ports.ts';

interface Range {
  readonly first: number;
  readonly last: number;
  readonly protocol: string;
}

/** `80`, `80/udp`, `8000-8010/tcp`: ports on the host or in the container. @throws invalidArgument */
export function portFilter(
  key: 'publish' | 'expose',
  values: readonly string[],
): (record: ContainerRecord) => boolean {
  const ranges = values.map((value) => parseRange(key, value));
  const isWanted = (port: number | undefined, type: string): boolean =>
    ranges.some(
      ({ first, last, protocol }) =>
        port !== undefined && type === protocol && port >= first && port <= last,
    );
  return (record) =>
    portSummaries(portMap(record)).some(({ PublicPort, PrivatePort, Type }) =>
      isWanted(key === 'publish' ? PublicPort : PrivatePort, Type),
    );
}

function parseRange(key: string, value: string): Range {
  if (value.includes(':')) {
    throw invalidArgument(`filter for '${key}' should not contain ':': ${value}`);
  }
  const match = /^(\d{1,5})(?:-(\d{1,5}))?(?:\/(tcp|udp|sctp))?$/.exec(value);
  const first = Number(match?.[1]);
  const last = Number(match?.[2] ?? match?.[1]);
  if (match === null || first > last || last > 65535) {
    throw invalidArgument(`error while looking up for ${key} ${value}: invalid port range`);
  }
  return { first, last, protocol: match[3] ?? 'tcp' };
}
