import { accessSync, constants } from 'node:fs';
import { isAbsolute, join } from 'node:path';

import type { SystemInfo } from '../../api/schemas.ts';
import type { SystemSettings } from './settings.ts';

/** Where system programs live, whatever PATH a service manager gave us. */
const PROGRAM_PATH = [
  '/usr/local/sbin',
  '/usr/local/bin',
  '/usr/sbin',
  '/usr/bin',
  '/sbin',
  '/bin',
];

/** The absolute path of an executable, or undefined. A few `access` calls. */
export function findProgram(name: string): string | undefined {
  const candidates = isAbsolute(name) ? [name] : PROGRAM_PATH.map((folder) => join(folder, name));
  return candidates.find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** What `--runtime` may name, as info shows it: ours, crun where it is installed, and the configured ones. */
export function runtimesInfo(settings: Pick<SystemSettings, 'runtimes'>): SystemInfo['Runtimes'] {
  const configured = Object.entries(settings.runtimes).map(([name, runtime]) => [
    name,
    {
      ...(runtime.path === '' ? {} : { path: runtime.path }),
      ...(runtime.runtimeArgs.length === 0 ? {} : { runtimeArgs: [...runtime.runtimeArgs] }),
      ...(runtime.runtimeType === '' ? {} : { runtimeType: runtime.runtimeType }),
      ...(Object.keys(runtime.options).length === 0 ? {} : { options: runtime.options }),
    },
  ]);
  return {
    'io.containerd.runc.v2': { path: 'runc' },
    ...(findProgram('crun') === undefined ? {} : { crun: { path: 'crun' } }),
    runc: { path: 'runc' },
    ...(Object.fromEntries(configured) as SystemInfo['Runtimes']),
  };
}

/** The program that is process 1 of containers with `--init`. */
export function initBinary({ initPath }: Pick<SystemSettings, 'initPath'>): string {
  if (initPath !== '') return initPath;
  return ['docker-init', 'tini-static', 'tini'].find((name) => findProgram(name)) ?? 'docker-init';
}
