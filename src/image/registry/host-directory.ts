import { readdir, readFile, stat } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';

import { internal, isErrno, messageOf } from '../../lib/errors.ts';

/** What a registry's own directory holds. */
export interface HostDirectory {
  readonly path: string;
  /** Text of `hosts.toml`. */
  readonly hostsToml: string | undefined;
  /** `*.crt` in PEM. */
  readonly authorities: readonly string[];
  readonly client: { readonly certificate: string; readonly key: string } | undefined;
}

const FALLBACK = '_default';

/**
 * The first of `host:port` (as Docker and containerd name it), `host_port_` (where a colon is not wanted) and, for its
 * `hosts.toml`, `_default` below the configured directories.
 * containerd: docs/hosts.md; moby: registry/registry.go ReadCertsDirectory
 * @throws internal when a certificate has no key or a file cannot be read
 */
export async function readHostDirectory(
  directories: readonly string[],
  domain: string,
): Promise<HostDirectory | undefined> {
  const names = [...new Set([domain, domain.replace(/:(\d+)$/, '_$1_'), FALLBACK])];
  for (const directory of directories) {
    for (const name of names) {
      const path = join(directory, name);
      const files = await filesOf(path);
      if (files !== undefined) return await read(path, files);
    }
  }
  return undefined;
}

async function filesOf(path: string): Promise<readonly string[] | undefined> {
  try {
    return (await readdir(path)).sort();
  } catch (err) {
    if (isErrno(err, 'ENOENT') || isErrno(err, 'ENOTDIR')) return undefined;
    throw unreadable(path, err);
  }
}

async function read(path: string, files: readonly string[]): Promise<HostDirectory> {
  const authorities: string[] = [];
  for (const file of files.filter((name) => name.endsWith('.crt'))) {
    authorities.push(await readPem(path, file));
  }
  const hostsToml = files.includes('hosts.toml') ? await readPem(path, 'hosts.toml') : undefined;
  return { path, hostsToml, authorities, client: await readClient(path, files) };
}

async function readClient(
  path: string,
  files: readonly string[],
): Promise<HostDirectory['client']> {
  const certificate = files.find((name) => name.endsWith('.cert'));
  if (certificate === undefined) return undefined;
  const key = certificate.replace(/\.cert$/, '.key');
  if (!files.includes(key)) {
    throw internal(
      `missing key ${key} for client certificate ${certificate}. CA certificates must use the extension .crt`,
    );
  }
  return { certificate: await readPem(path, certificate), key: await readPem(path, key) };
}

const MAX_FILE = 1 << 20;

/** A file named in a registry's directory, relative to it. @throws internal */
export async function readPem(directory: string, name: string): Promise<string> {
  const path = isAbsolute(name) ? name : join(directory, name);
  try {
    if ((await stat(path)).size > MAX_FILE)
      throw internal(`${path} is larger than ${MAX_FILE} bytes`);
    return await readFile(path, 'utf8');
  } catch (err) {
    throw unreadable(path, err);
  }
}

const unreadable = (path: string, err: unknown): Error =>
  internal(`cannot read the registry's configuration ${path}: ${messageOf(err)}`, err);
