import { invalidArgument } from '../../lib/errors.ts';

const MAX_PORT = 65_535;
const PROTOCOLS = new Set(['tcp', 'udp', 'sctp']);

/**
 * `80`, `8000-8003/udp`; a host address or port before it is allowed and ignored, as Docker does.
 * @returns `80/tcp` …
 * @throws invalidArgument
 */
export function parseExposedPorts(spec: string): string[] {
  const slash = spec.indexOf('/');
  const named = slash === -1 ? '' : spec.slice(slash + 1).toLowerCase();
  const protocol = named === '' ? 'tcp' : named;
  const ports = slash === -1 ? spec : spec.slice(0, slash);
  if (ports === '') throw invalidArgument(`No port specified: ${spec}<empty>`);
  const container = ports.slice(ports.lastIndexOf(':') + 1);
  const [first, last] = parseRange(container);
  if (!PROTOCOLS.has(protocol)) throw invalidArgument(`Invalid proto: ${named}`);
  return Array.from({ length: last - first + 1 }, (_, at) => `${first + at}/${protocol}`);
}

function parseRange(text: string): [number, number] {
  const match = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text);
  const first = Number(match?.[1]);
  const last = Number(match?.[2] ?? match?.[1]);
  if (match !== null && first <= last && last <= MAX_PORT) return [first, last];
  throw invalidArgument(`Invalid containerPort: ${text}`);
}
