import { integer, list, oneOf, text, toggle } from '../kind.ts';
import { bytes, runtimes, ulimits } from '../kinds.ts';
import { option } from '../option.ts';

/** containerd, OCI runtimes and what containers get by default. */
export const runtimeOptions = {
  /** Empty: we run and supervise our own. */
  containerd: option('containerd', {
    kind: text(),
    fallback: '',
    help: 'gRPC address of an existing containerd; by default joeyd runs its own',
  }),
  containerdNamespace: option('containerd-namespace', {
    kind: text(),
    fallback: 'joey',
    help: 'containerd namespace to use',
  }),
  containerdPluginsNamespace: option('containerd-plugins-namespace', {
    kind: text(),
    fallback: '',
    help: 'Accepted for dockerd',
    ignored: 'there are no managed plugins',
  }),
  defaultRuntime: option('default-runtime', {
    kind: text(),
    fallback: 'runc',
    help: 'OCI runtime of containers that name none',
    reloadable: true,
  }),
  runtimes: option('runtimes', {
    kind: runtimes,
    fallback: {},
    help: 'Register an additional OCI runtime, name=path',
    flag: 'add-runtime',
    reloadable: true,
    merge: (file, flag) => ({ ...file, ...flag }),
  }),
  /** `overlayfs` for dockerd's `overlay2`, see load. */
  snapshotter: option('storage-driver', {
    kind: text(),
    fallback: '',
    help: 'containerd snapshotter to use (default "overlayfs")',
    short: 's',
  }),
  storageOpts: option('storage-opts', {
    kind: list(),
    fallback: [],
    help: 'Accepted for dockerd',
    flag: 'storage-opt',
    ignored: "snapshotters are configured in containerd's own configuration",
  }),
  execOpts: option('exec-opts', {
    kind: list(),
    fallback: [],
    help: 'Runtime options, e.g. native.cgroupdriver=cgroupfs',
    flag: 'exec-opt',
  }),
  cgroupParent: option('cgroup-parent', {
    kind: text(),
    fallback: '',
    help: 'Parent cgroup of all containers',
  }),
  defaultCgroupnsMode: option('default-cgroupns-mode', {
    kind: oneOf(
      ['', 'host', 'private'],
      (value) => `default cgroup namespace mode (${value}) is invalid; use "host" or "private"`,
    ),
    fallback: '',
    help: 'cgroup namespace of containers ("host"|"private"); by default private on cgroup v2',
  }),
  defaultIpcMode: option('default-ipc-mode', {
    kind: oneOf(
      ['private', 'shareable'],
      (value) => `default IPC mode setting (${value}) is invalid; use "shareable" or "private"`,
    ),
    fallback: 'private',
    help: 'IPC mode of containers ("shareable"|"private")',
  }),
  defaultShmSize: option('default-shm-size', {
    kind: bytes,
    fallback: 64 * 1024 * 1024,
    help: 'Size of /dev/shm in containers (default 64m)',
  }),
  defaultUlimits: option('default-ulimits', {
    kind: ulimits,
    fallback: {},
    help: 'Ulimits of containers, name=soft:hard',
    flag: 'default-ulimit',
  }),
  init: option('init', {
    kind: toggle,
    fallback: false,
    help: 'Run an init in each container that forwards signals and reaps processes',
  }),
  initPath: option('init-path', {
    kind: text(),
    fallback: '',
    help: 'Path of the init binary; by default docker-init or tini is looked up',
  }),
  liveRestore: option('live-restore', {
    kind: toggle,
    fallback: true,
    help: 'Containers outlive the daemon; always on',
    reloadable: true,
  }),
  seccompProfile: option('seccomp-profile', {
    kind: text(),
    fallback: '',
    help: 'Path of the default seccomp profile, "builtin" or "unconfined"',
  }),
  seccompArchitectures: option('seccomp-architectures', {
    kind: oneOf(['all', 'native']),
    fallback: 'all',
    help: '"native" drops the 32-bit sub-architectures from seccomp filters: faster starts',
  }),
  selinuxEnabled: option('selinux-enabled', {
    kind: toggle,
    fallback: false,
    help: 'Not supported: must stay off',
  }),
  noNewPrivileges: option('no-new-privileges', {
    kind: toggle,
    fallback: false,
    help: 'Set no-new-privileges for new containers',
  }),
  cpuRealtimePeriod: option('cpu-rt-period', {
    kind: integer(0),
    fallback: 0,
    help: 'CPU real-time period of the parent cgroup in microseconds',
  }),
  cpuRealtimeRuntime: option('cpu-rt-runtime', {
    kind: integer(0),
    fallback: 0,
    help: 'CPU real-time runtime of the parent cgroup in microseconds',
  }),
};
