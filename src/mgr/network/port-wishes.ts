import { invalidArgument } from '../../lib/errors.ts';
import type { PortWish } from '../../network/ports/host-ports.ts';
import type { AttachRequest } from './container-networking.ts';

type PortRequest = Pick<AttachRequest, 'hostConfig' | 'exposedPorts'>;

const PROTOCOLS: readonly string[] = ['tcp', 'udp', 'sctp'];
const HIGHEST = 65_535;

/**
 * What `PortBindings` and `PublishAllPorts` ask for. PURE.
 * @param defaultIp where a binding names no address; empty for every address
 * @throws invalidArgument in Docker's words
 */
export function portWishes(
  { hostConfig, exposedPorts = [] }: PortRequest,
  defaultIp: string,
): PortWish[] {
  const bindings = Object.entries(hostConfig.PortBindings ?? {});
  const wishes = bindings.flatMap(([port, places]) => {
    const inside = parsePort(port);
    return (places ?? []).map(({ HostIp = '', HostPort = '' }) => ({
      ...inside,
      hostIp: HostIp === '' ? defaultIp : HostIp,
      ...parseRange(HostPort),
    }));
  });
  if (hostConfig.PublishAllPorts !== true) return wishes;
  const bound = new Set(bindings.map(([port]) => keyOf(parsePort(port))));
  const others = exposedPorts.map(parsePort).filter((port) => !bound.has(keyOf(port)));
  return [...wishes, ...others.map((port) => ({ ...port, hostIp: defaultIp, first: 0, last: 0 }))];
}

type Inside = Pick<PortWish, 'containerPort' | 'protocol'>;

const keyOf = ({ containerPort, protocol }: Inside): string => `${containerPort}/${protocol}`;

/** `80/tcp`, `53/udp`, `80` */
function parsePort(text: string): Inside {
  const [number = '', protocol = 'tcp'] = text.split('/');
  const port = parseNumber(number);
  if (port === undefined || port === 0) {
    throw invalidArgument(`invalid port specification: ${JSON.stringify(text)}`);
  }
  if (!PROTOCOLS.includes(protocol.toLowerCase())) {
    throw invalidArgument(`invalid protocol: ${protocol}`);
  }
  return { containerPort: port, protocol: protocol.toLowerCase() as PortWish['protocol'] };
}

/** `8080`, `8000-8010`; empty or 0 for any. */
function parseRange(text: string): Pick<PortWish, 'first' | 'last'> {
  if (text === '') return { first: 0, last: 0 };
  const [from = '', to = from] = text.split('-');
  const [first, last] = [parseNumber(from), parseNumber(to)];
  if (first === undefined || last === undefined || last < first) {
    throw invalidArgument(`invalid port specification: ${JSON.stringify(text)}`);
  }
  return { first, last };
}

function parseNumber(text: string): number | undefined {
  if (!/^\d{1,5}$/.test(text)) return undefined;
  const number = Number(text);
  return number <= HIGHEST ? number : undefined;
}
