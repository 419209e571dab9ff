import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { isErrno } from '../../lib/errors.ts';
import type { NetworkFileTexts } from '../network/container-networking.ts';
import type { ContainerDeps } from './deps.ts';
import type { NetworkFiles } from './spec/context.ts';

type FilesDeps = Pick<ContainerDeps, 'settings'>;

export function networkFilesOf(deps: FilesDeps, id: string): NetworkFiles {
  const directory = join(deps.settings().containersDir, id);
  return {
    hosts: join(directory, 'hosts'),
    hostname: join(directory, 'hostname'),
    resolvConf: join(directory, 'resolv.conf'),
  };
}

/** What we wrote last lies beside each file: what differs from it, the container's user wrote. */
const OURS = '.ours';

/** A container can write these files: a larger one is its own business. bytes */
const LARGEST = 1024 * 1024;

/** Writes all three anew, as at each start. */
export function writeNetworkFiles(deps: FilesDeps, id: string, texts: NetworkFileTexts): void {
  const files = networkFilesOf(deps, id);
  writeFileSync(files.hosts, texts.hosts);
  writeFileSync(files.hostname, texts.hostname);
  writeFileSync(files.resolvConf, texts.resolvConf);
  writeFileSync(`${files.hosts}${OURS}`, texts.hosts);
  writeFileSync(`${files.resolvConf}${OURS}`, texts.resolvConf);
}

/**
 * Changes the files of a living container, in place, for they are mounted: in hosts only our own lines, and
 * resolv.conf only as long as nobody else has changed it.
 */
export function updateNetworkFiles(deps: FilesDeps, id: string, texts: NetworkFileTexts): void {
  const { hosts, resolvConf } = networkFilesOf(deps, id);
  const current = readSmall(hosts);
  const ours = readSmall(`${hosts}${OURS}`) ?? '';
  if (current !== undefined) {
    writeFileSync(hosts, withChanges(current, ours, texts.hosts));
    writeFileSync(`${hosts}${OURS}`, texts.hosts);
  }
  if (readSmall(resolvConf) === readSmall(`${resolvConf}${OURS}`)) {
    writeFileSync(resolvConf, texts.resolvConf);
    writeFileSync(`${resolvConf}${OURS}`, texts.resolvConf);
  }
}

/** The text with the lines taken out and added that differ between what was and what is to be ours. PURE. */
export function withChanges(current: string, before: string, after: string): string {
  const [was, is] = [before.split('\n'), after.split('\n')];
  const gone = new Set(was.filter((line) => !is.includes(line)));
  const kept = current.split('\n').filter((line) => !gone.has(line));
  const missing = is.filter((line) => !was.includes(line) && !kept.includes(line));
  const body = kept.join('\n');
  const head = body === '' || body.endsWith('\n') ? body : `${body}\n`;
  return head + missing.map((line) => `${line}\n`).join('');
}

function readSmall(path: string): string | undefined {
  try {
    return statSync(path).size > LARGEST ? undefined : readFileSync(path, 'utf8');
  } catch (err) {
    if (isErrno(err, 'ENOENT')) return undefined;
    throw err;
  }
}
