import { invalidArgument } from '../lib/errors.ts';
import { isIp } from './ip.ts';

/** What every container's file begins with, as Docker's. moby: libnetwork/etchosts */
const LOCAL = [
  '127.0.0.1\tlocalhost',
  '::1\tlocalhost ip6-localhost ip6-loopback',
  'fe00::\tip6-localnet',
  'ff00::\tip6-mcastprefix',
  'ff02::1\tip6-allnodes',
  'ff02::2\tip6-allrouters',
];

const HOST_GATEWAY = 'host-gateway';

/** One line: an address and the names that it has. */
export interface NamedAddress {
  readonly address: string;
  readonly names: readonly string[];
}

export interface HostsFile {
  readonly hostname: string;
  readonly domainname: string;
  /** The container's own, one line each. */
  readonly addresses: readonly string[];
  /** Of other containers. */
  readonly linked: readonly NamedAddress[];
  /** `name:address`, `name=address`, `name:host-gateway` */
  readonly extraHosts: readonly string[];
  /** What `host-gateway` stands for; undefined where there is none. */
  readonly hostGateway: string | undefined;
}

/** The text of a container's /etc/hosts. @throws invalidArgument with Docker's sentences for bad extra hosts */
export function hostsFile(file: HostsFile): string {
  const own = namesOf(file.hostname, file.domainname);
  const lines = [
    ...LOCAL,
    ...file.extraHosts.map((entry) => extraLine(entry, file.hostGateway)),
    ...file.linked.map(({ address, names }) => `${address}\t${names.join(' ')}`),
    ...file.addresses.map((address) => `${address}\t${own}`),
  ];
  return `${lines.join('\n')}\n`;
}

/** The full name, then the short one when it differs. */
function namesOf(hostname: string, domainname: string): string {
  if (domainname !== '') return `${hostname}.${domainname} ${hostname}`;
  const [short = hostname] = hostname.split('.');
  return short === hostname ? hostname : `${hostname} ${short}`;
}

function extraLine(entry: string, hostGateway: string | undefined): string {
  const { name, address } = parseExtraHost(entry);
  if (address !== HOST_GATEWAY) return `${address}\t${name}`;
  if (hostGateway !== undefined) return `${hostGateway}\t${name}`;
  throw invalidArgument(
    "unable to derive the IP value for host-gateway; the 'host-gateway-ip' option is not configured and the default bridge network is not available",
  );
}

export interface ExtraHost {
  readonly name: string;
  /** An address without brackets, or `host-gateway`. */
  readonly address: string;
}

/** @throws invalidArgument with Docker's sentences */
export function parseExtraHost(entry: string): ExtraHost {
  const at = entry.search(/[:=]/);
  const name = entry.slice(0, Math.max(at, 0)).trim();
  const text = entry.slice(at + 1).trim();
  if (at === -1 || name === '') throw invalidArgument(`bad format for add-host: "${entry}"`);
  const address = text.replace(/^\[(.*)\]$/, '$1');
  if (address !== HOST_GATEWAY && !isIp(address)) {
    throw invalidArgument(`invalid IP address in add-host: "${text}"`);
  }
  return { name, address };
}
