import type { HostConfig } from '../../../api/schemas.ts';
import type { DeepReadonly } from '../../../lib/deep-readonly.ts';
import { invalidArgument } from '../../../lib/errors.ts';
import type { HostFacts } from '../../../lib/host-facts.ts';

const CONTAINER = /^container:.+/;

/** The namespace modes' own words. @throws invalidArgument */
export function validateModes(
  hostConfig: DeepReadonly<HostConfig>,
  host: Pick<HostFacts, 'cgroupDriver'>,
): void {
  const { IpcMode = '', PidMode = '', UTSMode = '', UsernsMode = '' } = hostConfig;
  check('IPC mode', IpcMode, ['', 'none', 'private', 'shareable', 'host'], CONTAINER);
  check('PID mode', PidMode, ['', 'host'], CONTAINER);
  check('UTS mode', UTSMode, ['', 'host']);
  check('userns mode', UsernsMode, ['', 'host']);
  check('cgroup namespace mode', hostConfig.CgroupnsMode ?? '', ['', 'private', 'host']);
  if (hostConfig.Cgroup && !CONTAINER.test(hostConfig.Cgroup)) {
    throw invalidArgument(`invalid cgroup: ${hostConfig.Cgroup}`);
  }
  validateCgroupParent(hostConfig.CgroupParent ?? '', host.cgroupDriver);
}

function check(what: string, mode: string, words: readonly string[], pattern?: RegExp): void {
  if (words.includes(mode) || pattern?.test(mode)) return;
  throw invalidArgument(`invalid ${what}: ${mode}`);
}

function validateCgroupParent(parent: string, driver: HostFacts['cgroupDriver']): void {
  if (parent === '') return;
  if (driver === 'systemd' && !/^.+\.slice$/.test(parent)) {
    throw invalidArgument(
      'cgroup-parent for systemd cgroup should be a valid slice named as "xxx.slice"',
    );
  }
  if (parent.split('/').includes('..') || parent.includes('\0')) {
    throw invalidArgument(`invalid cgroup parent: ${parent}`);
  }
}
