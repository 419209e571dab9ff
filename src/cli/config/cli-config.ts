import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

import { isErrno, messageOf } from '../../lib/errors.ts';
import { CommandError } from '../program/command-error.ts';

/** The file that docker's command line keeps, as far as we use it. Unknown members stay when it is written. */
export interface CliConfig {
  readonly directory: string;
  /** Registry → base64 of `user:password`, or an identity token. */
  readonly auths?: Readonly<Record<string, StoredAuth>>;
  /** Program `docker-credential-<name>` for all registries. */
  readonly credsStore?: string;
  /** Registry → program for it. */
  readonly credHelpers?: Readonly<Record<string, string>>;
  readonly detachKeys?: string;
  readonly psFormat?: string;
  readonly imagesFormat?: string;
  readonly networksFormat?: string;
  readonly volumesFormat?: string;
  readonly statsFormat?: string;
  readonly HttpHeaders?: Readonly<Record<string, string>>;
}

export interface StoredAuth {
  readonly auth?: string;
  readonly identitytoken?: string;
  readonly registrytoken?: string;
}

/** `$DOCKER_CONFIG/config.json`, else `~/.docker/config.json`; a missing one is empty. @throws CommandError */
export function readCliConfig(env: NodeJS.ProcessEnv): CliConfig {
  const directory = env['DOCKER_CONFIG'] ?? join(homedir(), '.docker');
  const path = join(directory, 'config.json');
  try {
    return { ...(JSON.parse(readFileSync(path, 'utf8')) as object), directory };
  } catch (err) {
    if (isErrno(err, 'ENOENT')) return { directory };
    throw new CommandError(`${path} cannot be used: ${messageOf(err)}`, { cause: err });
  }
}
