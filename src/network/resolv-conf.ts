import { isIP } from 'node:net';

import { isLoopback } from './ip.ts';

/** Docker's, where a host has none that a container could reach. */
const FALLBACK = ['8.8.8.8', '8.8.4.4'];

/** systemd-resolved's stub, and where it writes the servers behind it. */
const STUB = '127.0.0.53';
export const HOST_RESOLV_CONF = '/etc/resolv.conf';
export const RESOLVED_RESOLV_CONF = '/run/systemd/resolve/resolv.conf';

export interface ResolverWishes {
  readonly dns: readonly string[];
  readonly search: readonly string[];
  readonly options: readonly string[];
}

/** Whether the host's file names nothing but systemd-resolved's stub, so that the other file counts. */
export function isResolvedStub(hostText: string): boolean {
  const servers = parse(hostText).dns;
  return servers.length === 1 && servers[0] === STUB;
}

/** The addresses that a file names. */
export const nameserversOf = (text: string): readonly string[] => parse(text).dns;

/**
 * The text of an isolated container's /etc/resolv.conf: the host's, without servers that cannot be
 * reached from there (loopback, and IPv6 as long as containers have none). Wishes replace their
 * part of it; the search list `.` is an empty one.
 */
export function isolatedResolvConf(hostText: string, wishes: ResolverWishes): string {
  const host = parse(hostText);
  const reachable = host.dns.filter((server) => isIP(server) === 4 && !isLoopback(server));
  const servers = reachable.length === 0 ? FALLBACK : reachable;
  if (hasNone(wishes)) return replaceServers(hostText, servers);
  return render({ ...host, dns: servers }, wishes);
}

const EMBEDDED = '127.0.0.11';

/**
 * The same for a container that asks the embedded name server, which knows the host's servers; names
 * without a dot are for it to answer, unless the user wants it otherwise. moby: libnetwork/internal/resolvconf
 */
export function embeddedResolvConf(hostText: string, wishes: ResolverWishes): string {
  const host = parse(hostText);
  const options = wishes.options.length === 0 ? host.options : wishes.options;
  const hasDots = options.some((option) => option.startsWith('ndots:'));
  return render(
    { ...host, dns: [EMBEDDED] },
    { dns: [], search: wishes.search, options: hasDots ? options : [...options, 'ndots:0'] },
  );
}

/** The servers that a file names, or Docker's where it names none. */
export function serversOrFallback(text: string): readonly string[] {
  const servers = nameserversOf(text);
  return servers.length === 0 ? FALLBACK : servers;
}

/** The same for a container in the host's namespace: the host's own file, unless something is wished. */
export function hostResolvConf(hostText: string, wishes: ResolverWishes): string {
  return hasNone(wishes) ? hostText : render(parse(hostText), wishes);
}

const hasNone = ({ dns, search, options }: ResolverWishes): boolean =>
  dns.length === 0 && search.length === 0 && options.length === 0;

function render(host: ResolverWishes, wishes: ResolverWishes): string {
  const pick = (key: keyof ResolverWishes): readonly string[] =>
    wishes[key].length === 0 ? host[key] : wishes[key];
  const search = pick('search').filter((domain) => domain !== '.');
  const options = pick('options');
  const lines = [
    ...(search.length === 0 ? [] : [`search ${search.join(' ')}`]),
    ...pick('dns').map((server) => `nameserver ${server}`),
    ...(options.length === 0 ? [] : [`options ${options.join(' ')}`]),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

/** Keeps every other line of the host's file as it is. */
function replaceServers(text: string, servers: readonly string[]): string {
  const lines = text.split('\n');
  const isServer = (line: string): boolean => wordsOf(line)[0] === 'nameserver';
  const kept = lines.filter((line) => !isServer(line) || servers.includes(wordsOf(line)[1] ?? ''));
  const missing = servers.filter((server) => !parse(text).dns.includes(server));
  const head = kept.join('\n').replace(/\n*$/, '\n').replace(/^\n$/, '');
  return head + missing.map((server) => `nameserver ${server}\n`).join('');
}

function parse(text: string): ResolverWishes {
  const found = { dns: [] as string[], search: [] as string[], options: [] as string[] };
  for (const line of text.split('\n')) {
    const [keyword, ...values] = wordsOf(line);
    if (keyword === 'nameserver') found.dns.push(...values.slice(0, 1));
    // The last search list counts, and domain is an old form of one.
    else if (keyword === 'search' || keyword === 'domain') found.search = values;
    else if (keyword === 'options') found.options.push(...values);
  }
  return found;
}

const wordsOf = (line: string): string[] =>
  (line.split(/[#;]/, 1)[0] ?? '').split(/\s+/).filter((word) => word !== '');
