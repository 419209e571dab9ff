import { BlockList, isIP } from 'node:net';

import { invalidArgument } from '../../../lib/errors.ts';
import type { RegistrySettings } from '../settings.ts';

type ProxySettings = Pick<RegistrySettings, 'httpProxy' | 'httpsProxy' | 'noProxy'>;

/**
 * The proxy for a URL, by the rules of Go's golang.org/x/net/http/httpproxy: never for `localhost` and loopback
 * addresses; `no-proxy` lists addresses, CIDRs, domains (with their subdomains) and `*`, each with an optional port.
 * @throws invalidArgument when the proxy's own address is no URL
 */
export function proxyFor(url: URL, settings: ProxySettings): URL | undefined {
  const proxy = url.protocol === 'https:' ? settings.httpsProxy : settings.httpProxy;
  if (proxy === '' || isLoopback(hostOf(url)) || isExempt(url, settings.noProxy)) return undefined;
  const text = proxy.includes('://') ? proxy : `http://${proxy}`;
  if (URL.canParse(text)) return new URL(text);
  throw invalidArgument('invalid proxy address');
}

const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '').toLowerCase();

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(?:\.\d+){3}$/.test(host);
}

function isExempt(url: URL, noProxy: string): boolean {
  const host = hostOf(url);
  const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port;
  return noProxy
    .split(',')
    .map((entry) => entry.trim().toLowerCase())
    .filter((entry) => entry !== '')
    .some((entry) => covers(entry, host, port));
}

function covers(entry: string, host: string, port: string): boolean {
  if (entry === '*' || entry === host) return true;
  if (entry.includes('/')) return inNetwork(entry, host);
  const [, name = '', wantedPort = port] = /^(.*?)(?::(\d+))?$/.exec(entry) ?? [];
  return wantedPort === port && coversName(name, host);
}

/** `example.org` also means its subdomains, `.example.org` only them. */
function coversName(name: string, host: string): boolean {
  const domain = name.replace(/^\*?\./, '');
  if (domain === name && domain === host) return true;
  return isIP(domain) === 0 && host.endsWith(`.${domain}`);
}

/** Whether an address lies in `192.0.2.0/24`; false for names and malformed networks. */
export function inNetwork(network: string, host: string): boolean {
  const [base = '', length = ''] = network.split('/');
  const family = isIP(base);
  const widest = family === 6 ? 128 : 32;
  if (family === 0 || family !== isIP(host) || !/^\d{1,3}$/.test(length)) return false;
  if (Number(length) > widest) return false;
  const block = new BlockList();
  block.addSubnet(base, Number(length), family === 6 ? 'ipv6' : 'ipv4');
  return block.check(host, family === 6 ? 'ipv6' : 'ipv4');
}
