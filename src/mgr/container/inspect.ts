import { existsSync } from 'node:fs';
import { join } from 'node:path';

import type { ContainerInspect } from '../../api/schemas.ts';
import type { ContainerDeps } from './deps.ts';
import { networkOwnerOf } from './join-network.ts';
import { logTargetOf } from './log-target.ts';
import { networkFilesOf } from './network-files.ts';
import type { ContainerRecord } from './record.ts';
import { sizeOf } from './size.ts';
import { apparmorProfileOf } from './spec/apparmor.ts';
import { parseSecurityOpts } from './spec/security-opt.ts';
import { isAlive } from './state.ts';
import { type InspectExtras, inspectView } from './view/inspect.ts';

type InspectDeps = Pick<
  ContainerDeps,
  'registry' | 'runtime' | 'images' | 'settings' | 'host' | 'execs'
>;

/** All that is known of one container; memory and a few look-ups of files, never its task. */
export async function inspect(
  deps: InspectDeps,
  ref: string,
  options: { readonly size: boolean },
  signal: AbortSignal,
): Promise<ContainerInspect> {
  const record = deps.registry.resolve(ref);
  const size = options.size ? await sizeOf(deps, record, signal) : undefined;
  return inspectView(record, {
    ...extrasOf(deps, record),
    ...(size === undefined ? {} : { size }),
  });
}

function extrasOf(deps: InspectDeps, record: ContainerRecord): InspectExtras {
  const settings = deps.settings();
  const { driver, path } = logTargetOf(record, settings);
  const owner = networkOwnerOf(deps, record).id;
  const files = networkFilesOf(deps, owner);
  const apparmorProfile = apparmorProfileOf({
    hostConfig: record.hostConfig,
    host: deps.host,
    security: parseSecurityOpts(record.hostConfig.SecurityOpt ?? []),
  });
  return {
    paths: {
      resolvConf: ifThere(files.resolvConf),
      hostname: ifThere(files.hostname),
      hosts: ifThere(files.hosts),
      log: driver === 'json-file' ? ifThere(path) : '',
    },
    execIds: deps.execs.idsOf(record.id),
    sandboxKey: isAlive(record.state) ? ifThere(join(settings.execRoot, 'netns', owner)) : '',
    ...(apparmorProfile === undefined ? {} : { apparmorProfile }),
    ulimits: settings.spec.ulimits,
  };
}

const ifThere = (path: string): string => (existsSync(path) ? path : '');
