import type { OciSpec } from '../../../lib/oci.ts';
import { annotations } from './annotations.ts';
import { apparmor } from './apparmor.ts';
import { capabilities } from './capabilities.ts';
import { cgroup } from './cgroup.ts';
import type { SpecContext, SpecStep } from './context.ts';
import { OCI_VERSION } from './defaults.ts';
import { devices } from './devices.ts';
import { env } from './env.ts';
import { hostname } from './hostname.ts';
import { maskedPaths } from './masked-paths.ts';
import { mounts } from './mounts.ts';
import { namespaces } from './namespaces.ts';
import { oom } from './oom.ts';
import { processStep } from './process.ts';
import { resources } from './resources.ts';
import { rlimits } from './rlimits.ts';
import { rootfs } from './rootfs.ts';
import { seccomp } from './seccomp.ts';
import { sysctl } from './sysctl.ts';
import { user } from './user.ts';

const STEPS: readonly SpecStep[] = [
  processStep,
  user,
  env,
  // Which sets are filled depends on the user.
  capabilities,
  // Which system calls pass depends on the capabilities.
  seccomp,
  rlimits,
  oom,
  apparmor,
  rootfs,
  hostname,
  namespaces,
  mounts,
  maskedPaths,
  cgroup,
  resources,
  // Rules are added to the resources.
  devices,
  sysctl,
  annotations,
];

/**
 * The runtime specification of a container, from what gather() found. Pure; about 50 µs.
 * The `seccomp` member is shared between specs: do not change it.
 */
export function buildSpec(context: SpecContext): OciSpec {
  const spec: OciSpec = {
    ociVersion: OCI_VERSION,
    process: { user: { uid: 0, gid: 0 }, args: [], env: [], cwd: '/' },
    root: { path: 'rootfs' },
    mounts: [],
    linux: { namespaces: [] },
  };
  for (const step of STEPS) step(spec, context);
  return spec;
}
