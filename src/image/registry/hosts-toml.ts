import { parse } from 'smol-toml';

import { internal, messageOf } from '../../lib/errors.ts';
import { isObject, isStrings, type JsonObject } from '../documents/json-document.ts';
import { type Capability, EVERYTHING, type RegistryHost } from './host.ts';
import { readPem } from './host-directory.ts';
import type { TlsSettings } from './http/trust.ts';

const CAPABILITIES = new Set<string>(EVERYTHING);

/**
 * The hosts of a `hosts.toml`: each `[host."…"]` in the file's order, the server last.
 * containerd: docs/hosts.md. `server` stands for the registry itself when it is given.
 * @throws internal naming the file
 */
export async function hostsFromToml(
  text: string,
  directory: string,
  origin: RegistryHost,
): Promise<readonly RegistryHost[]> {
  try {
    const file: JsonObject = parse(text);
    const table = objectOf(file['host'] ?? {}, 'host');
    const hosts: RegistryHost[] = [];
    for (const [address, settings] of Object.entries(table)) {
      hosts.push(await readHost(address, objectOf(settings, address), directory, origin));
    }
    return [...hosts, await serverOf(file, directory, origin)];
  } catch (err) {
    throw internal(`invalid ${directory}/hosts.toml: ${messageOf(err)}`, err);
  }
}

/** The top of the file may describe the server as a host's table does. */
async function serverOf(
  file: JsonObject,
  directory: string,
  origin: RegistryHost,
): Promise<RegistryHost> {
  const server = textOf(file['server'], 'server');
  if (server === '') return origin;
  return { ...(await readHost(server, file, directory, origin)), isOrigin: true };
}

async function readHost(
  address: string,
  settings: JsonObject,
  directory: string,
  origin: RegistryHost,
): Promise<RegistryHost> {
  const base = baseOf(address, settings['override_path'] === true);
  const verify = settings['skip_verify'] !== true;
  const authorities = await Promise.all(
    textsOf(settings['ca'], 'ca').map((file) => readPem(directory, file)),
  );
  const client = await clientOf(settings['client'], directory);
  const tls: TlsSettings = { verify, authorities, ...(client === undefined ? {} : { client }) };
  const known = origin.addresses.find((own) => own.base.href === base.href);
  const isOrigin = origin.addresses.some((own) => own.base.origin === base.origin);
  const plain = known !== undefined && authorities.length === 0 && client === undefined && verify;
  return {
    addresses: [plain ? known : { base, tls }],
    capabilities: capabilitiesOf(settings['capabilities']),
    headers: headersOf(settings['header']),
    isOrigin,
  };
}

function baseOf(address: string, overridePath: boolean): URL {
  const text = address.includes('://') ? address : `https://${address}`;
  if (!URL.canParse(text)) throw internal(`invalid host ${JSON.stringify(address)}`);
  const url = new URL(text);
  if (!/^https?:$/.test(url.protocol))
    throw internal(`unsupported scheme of ${JSON.stringify(address)}`);
  const path = url.pathname.replace(/\/+$/, '');
  url.pathname = overridePath || path.endsWith('/v2') ? `${path}/` : `${path}/v2/`;
  return url;
}

function capabilitiesOf(value: unknown): ReadonlySet<Capability> {
  if (value === undefined) return EVERYTHING;
  const names = textsOf(value, 'capabilities');
  const unknown = names.find((name) => !CAPABILITIES.has(name));
  if (unknown !== undefined) throw internal(`unknown capability ${JSON.stringify(unknown)}`);
  return new Set(names as Capability[]);
}

function headersOf(value: unknown): Readonly<Record<string, string>> {
  const entries = Object.entries(objectOf(value ?? {}, 'header')).map(
    ([name, texts]) => [name.toLowerCase(), textsOf(texts, name).join(', ')] as const,
  );
  return Object.fromEntries(entries);
}

/** `"both.pem"`, `["both.pem"]` or `[["cert.pem", "key.pem"]]`; the first is used. */
async function clientOf(value: unknown, directory: string): Promise<TlsSettings['client']> {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  if (first === undefined) return undefined;
  const [certificate = '', key = certificate] = textsOf(first, 'client');
  return { certificate: await readPem(directory, certificate), key: await readPem(directory, key) };
}

function objectOf(value: unknown, what: string): JsonObject {
  if (isObject(value)) return value;
  throw internal(`${what} is not a table`);
}

function textOf(value: unknown, what: string): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return value;
  throw internal(`${what} is not a text`);
}

function textsOf(value: unknown, what: string): readonly string[] {
  if (value === undefined) return [];
  if (typeof value === 'string') return [value];
  if (isStrings(value)) return value;
  throw internal(`${what} is not a list of texts`);
}
