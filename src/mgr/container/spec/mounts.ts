import { isKernelAtLeast } from '../../../lib/host-facts.ts';
import type { OciMount } from '../../../lib/oci.ts';
import type { MountPoint } from '../mount-point.ts';
import { type SpecContext, type SpecStep, wantsInit } from './context.ts';
import { DEFAULT_MOUNTS, INIT_IN_CONTAINER } from './defaults.ts';

/** moby: daemon/oci_linux.go withMounts */
export const mounts: SpecStep = (spec, context) => {
  const wished = [
    ...context.mounts.map((mount) => toOci(mount, context)),
    ...sharedMemory(context),
    ...networkFiles(context),
  ];
  // Shallow before deep, so that nothing is mounted over; equals keep their order.
  wished.sort((a, b) => depth(a.destination) - depth(b.destination));
  const taken = new Set(wished.map(({ destination }) => destination));
  spec.mounts = [...defaultMounts(context, taken), ...initMount(context), ...wished];
};

const depth = (path: string): number => path.split('/').length;

/** Options of a read-only root reach the kernel's file systems too, but those that must be written. */
const ALWAYS_WRITABLE = new Set(['/proc', '/dev', '/dev/pts', '/dev/shm', '/dev/mqueue']);

function defaultMounts(context: SpecContext, taken: ReadonlySet<string>): OciMount[] {
  return DEFAULT_MOUNTS.filter(({ destination }) => {
    if (taken.has(destination)) return false;
    if (taken.has('/dev') && destination.startsWith('/dev/')) return false;
    return destination !== '/dev/shm' || context.hostConfig.IpcMode !== 'none';
  }).map((mount) => ({ ...mount, options: defaultOptions(mount, context) }));
}

function defaultOptions(mount: Required<OciMount>, context: SpecContext): string[] {
  const { hostConfig } = context;
  const { destination, options } = mount;
  if (destination === '/dev/shm') return [...options, `size=${hostConfig.ShmSize ?? 0}`];
  if (isWritable(mount, context)) return options.filter((word) => word !== 'ro');
  if (!hostConfig.ReadonlyRootfs || ALWAYS_WRITABLE.has(destination)) return [...options];
  return options.includes('ro') ? [...options] : [...options, 'ro'];
}

function isWritable(mount: Required<OciMount>, { hostConfig, security }: SpecContext): boolean {
  if (hostConfig.Privileged) return mount.destination.startsWith('/sys');
  return security.writableCgroups === true && mount.type === 'cgroup';
}

function toOci(mount: MountPoint, context: SpecContext): OciMount {
  const { destination, source } = mount;
  if (mount.type === 'tmpfs') {
    return { destination, type: 'tmpfs', source: 'tmpfs', options: [...mount.options] };
  }
  const options = [...mount.options];
  if (!mount.readWrite) options.push(readOnlyWord(mount, context));
  if (mount.propagation !== '') options.push(mount.propagation);
  return { destination, type: 'bind', source, options };
}

/** Since Linux 5.12 read-only can hold for what is mounted below the source, too. */
function readOnlyWord(mount: MountPoint, { host, hostConfig, engine }: SpecContext): 'ro' | 'rro' {
  if (mount.recursiveReadOnly === 'force') return 'rro';
  const isTried = mount.recursiveReadOnly !== 'never' && isKernelAtLeast(host, 5, 12);
  const knowsWord = engine.recursiveReadOnlyRuntimes.includes(hostConfig.Runtime ?? '');
  return isTried && knowsWord ? 'rro' : 'ro';
}

/** Where the memory is shared it is a directory of the host: its own, or one that start has made. */
function sharedMemory({ shmPath, mounts: own, hostConfig }: SpecContext): OciMount[] {
  const source = hostConfig.IpcMode === 'host' ? '/dev/shm' : shmPath;
  const isTaken = own.some(({ destination }) => destination === '/dev/shm');
  if (source === undefined || isTaken) return [];
  return [{ destination: '/dev/shm', type: 'bind', source, options: ['rbind', 'rprivate'] }];
}

function networkFiles({ files, mounts: own, hostConfig }: SpecContext): OciMount[] {
  if (files === undefined) return [];
  const taken = new Set(own.map(({ destination }) => destination));
  const options = ['rbind', ...(hostConfig.ReadonlyRootfs ? ['ro'] : []), 'rprivate'];
  return [
    ['/etc/resolv.conf', files.resolvConf] as const,
    ['/etc/hostname', files.hostname] as const,
    ['/etc/hosts', files.hosts] as const,
  ]
    .filter(([destination]) => !taken.has(destination))
    .map(([destination, source]) => ({ destination, type: 'bind', source, options: [...options] }));
}

function initMount(context: SpecContext): OciMount[] {
  if (!wantsInit(context)) return [];
  const source = context.engine.initPath;
  return [{ destination: INIT_IN_CONTAINER, type: 'bind', source, options: ['bind', 'ro'] }];
}
