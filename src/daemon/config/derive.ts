import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { invalidArgument } from '../../lib/errors.ts';
import { parseListener } from './listener.ts';
import type { Config, OptionValues } from './schema.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** dockerd's storage drivers and the snapshotter that does the same. */
const SNAPSHOTTERS: ReadonlyMap<string, string> = new Map([
  ['', 'overlayfs'],
  ['overlay2', 'overlayfs'],
  ['vfs', 'native'],
]);

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;

/** Fills in what follows from other settings, the environment and the kernel. @throws invalidArgument */
export function derive(values: OptionValues, env: Environment): Config {
  const tls = values.tls || values.tlsVerify;
  return {
    ...values,
    tls,
    listeners: values.hosts.map((host) => parseListener(host, tls)),
    pidfile: values.pidfile === '' ? join(values.execRoot, 'joeyd.pid') : values.pidfile,
    snapshotter: SNAPSHOTTERS.get(values.snapshotter) ?? values.snapshotter,
    defaultCgroupnsMode: cgroupnsMode(values.defaultCgroupnsMode),
    cgroupDriver: cgroupDriver(values.execOpts),
    effectiveLogLevel: logLevel(values),
    // Containers belong to their shims: there is no other way.
    liveRestore: true,
    httpProxy: values.httpProxy || fromEnvironment(env, 'HTTP_PROXY'),
    httpsProxy: values.httpsProxy || fromEnvironment(env, 'HTTPS_PROXY'),
    noProxy: values.noProxy || fromEnvironment(env, 'NO_PROXY'),
  };
}

const fromEnvironment = (env: Environment, name: string): string =>
  env[name] ?? env[name.toLowerCase()] ?? '';

/** dockerd's default: private on cgroup v2, the host's on v1. */
function cgroupnsMode(asked: OptionValues['defaultCgroupnsMode']): 'host' | 'private' {
  if (asked !== '') return asked;
  return existsSync('/sys/fs/cgroup/cgroup.controllers') ? 'private' : 'host';
}

function cgroupDriver(execOpts: readonly string[]): 'cgroupfs' | 'systemd' {
  let driver = 'cgroupfs';
  for (const item of execOpts) {
    const [key, value = ''] = item.split('=');
    if (key !== 'native.cgroupdriver') {
      throw invalidArgument(`invalid option for exec-opts: "${item}"`);
    }
    driver = value;
  }
  if (driver === 'cgroupfs' || driver === 'systemd') return driver;
  throw invalidArgument(
    `native.cgroupdriver option ${driver} is not supported; use cgroupfs or systemd`,
  );
}

function logLevel({ debug, logLevel: level }: OptionValues): OptionValues['logLevel'] {
  return debug && LEVELS.indexOf(level) > LEVELS.indexOf('debug') ? 'debug' : level;
}
