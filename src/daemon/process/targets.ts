import { readFile } from 'node:fs/promises';
import type { ServerOptions as TlsOptions } from 'node:https';

import { invalidArgument, messageOf } from '../../lib/errors.ts';
import type { Logger } from '../../lib/logger.ts';
import type { Config } from '../config/schema.ts';
import type { ListenTarget } from '../listen.ts';
import { type PassedSocket, selectSockets } from './activation.ts';
import { socketGroup } from './group.ts';

/** `hosts` as the server wants it: with the group's id, the certificates and systemd's descriptors. */
export async function listenTargets(
  config: Config,
  passed: readonly PassedSocket[],
  log: Logger,
): Promise<readonly ListenTarget[]> {
  const { listeners } = config;
  const hasUnix = listeners.some(({ kind }) => kind === 'unix');
  const [gid, tls] = await Promise.all([
    hasUnix ? socketGroup(config.group, log) : undefined,
    config.tls && listeners.some(({ kind }) => kind !== 'unix') ? readTls(config) : undefined,
  ]);
  const secured = tls === undefined ? {} : { tls };
  return listeners.flatMap((listener): ListenTarget[] => {
    if (listener.kind === 'unix') {
      return [{ ...listener, mode: 0o660, ...(gid === undefined ? {} : { gid }) }];
    }
    if (listener.kind === 'tcp') return [{ ...listener, ...secured }];
    return selectSockets(passed, listener.name).map(({ fd, tcp }) => ({
      kind: 'fd',
      fd,
      tcp,
      ...(tcp ? secured : {}),
    }));
  });
}

/** With `tlsverify` only clients with a certificate of our CA get in. @throws invalidArgument */
async function readTls({ tlsCert, tlsKey, tlsCaCert, tlsVerify }: Config): Promise<TlsOptions> {
  const [cert, key, ca] = await Promise.all([
    readPem('TLS certificate', tlsCert),
    readPem('TLS key', tlsKey),
    tlsVerify ? readPem('CA certificate', tlsCaCert) : undefined,
  ]);
  return {
    cert,
    key,
    minVersion: 'TLSv1.2',
    ...(ca === undefined ? {} : { ca, requestCert: true, rejectUnauthorized: true }),
  };
}

async function readPem(what: string, path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (err) {
    throw invalidArgument(`could not read ${what} ${path}: ${messageOf(err)}`, err);
  }
}
