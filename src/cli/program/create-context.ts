import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { buildInfo } from '../../lib/build-info.ts';
import { messageOf } from '../../lib/errors.ts';
import { ApiClient } from '../api/client.ts';
import { type Connector, connectorFor, type TlsFiles } from '../api/connect.ts';
import { DEFAULT_SOCKET, parseHost } from '../api/endpoint.ts';
import { type CliConfig, readCliConfig } from '../config/cli-config.ts';
import { CommandError } from './command-error.ts';
import type { Context } from './context.ts';
import type { GlobalValues } from './global-flags.ts';

/** What commands work with, from the options before them and the environment. @throws CommandError */
export function createContext(globals: GlobalValues): Context {
  const env: NodeJS.ProcessEnv =
    globals.config === undefined ? process.env : { ...process.env, DOCKER_CONFIG: globals.config };
  const config = readCliConfig(env);
  const interrupt = new AbortController();
  return {
    api: new ApiClient(connectorOf(globals, env, config), `Joey-Client/${buildInfo.version}`),
    config,
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    env,
    signal: interrupt.signal,
    print: (line) => void process.stdout.write(`${line}\n`),
  };
}

function connectorOf(globals: GlobalValues, env: NodeJS.ProcessEnv, config: CliConfig): Connector {
  const shown = globals.host.at(-1) ?? env['DOCKER_HOST'] ?? `unix://${DEFAULT_SOCKET}`;
  const verify = globals.tlsverify || (env['DOCKER_TLS_VERIFY'] ?? '') !== '';
  const usesTls = globals.tls || verify;
  const endpoint = parseHost(shown, usesTls);
  return connectorFor(endpoint, {
    shown,
    ...(usesTls
      ? { tls: tlsFiles(globals, env['DOCKER_CERT_PATH'] ?? config.directory, verify) }
      : {}),
  });
}

function tlsFiles(globals: GlobalValues, directory: string, verify: boolean): TlsFiles {
  const ca = fileOr(globals.tlscacert, join(directory, 'ca.pem'));
  const cert = fileOr(globals.tlscert, join(directory, 'cert.pem'));
  const key = fileOr(globals.tlskey, join(directory, 'key.pem'));
  return {
    verify,
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
  };
}

/** A named file must be there, the usual one may be missing. */
function fileOr(named: string | undefined, usual: string): Buffer | undefined {
  try {
    return readFileSync(named ?? usual);
  } catch (err) {
    if (named === undefined) return undefined;
    throw new CommandError(`${named} cannot be read: ${messageOf(err)}`, { cause: err });
  }
}
