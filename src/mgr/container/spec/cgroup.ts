import { posix } from 'node:path';

import type { SpecContext, SpecStep } from './context.ts';

export const cgroup: SpecStep = (spec, context) => {
  spec.linux.cgroupsPath = cgroupsPath(context);
};

const PREFIX = 'joey';

/** A path for cgroupfs, `slice:prefix:name` for systemd. */
function cgroupsPath({ id, hostConfig, engine, host }: SpecContext): string {
  const wish = hostConfig.CgroupParent === '' ? undefined : hostConfig.CgroupParent;
  const configured = engine.cgroupParent === '' ? undefined : engine.cgroupParent;
  const parent = wish ?? configured;
  if (host.cgroupDriver === 'systemd') return `${parent ?? 'system.slice'}:${PREFIX}:${id}`;
  // Joined from the root, so that no `..` leads out of it.
  return posix.join('/', parent ?? PREFIX, id);
}
