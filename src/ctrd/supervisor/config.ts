import { stringify, type TomlTable } from 'smol-toml';

export interface ConfigInput {
  readonly root: string;
  readonly state: string;
  readonly address: string;
  /** `trace`, `debug`, `info`, `warn`, `error` or `fatal` */
  readonly logLevel: string;
  /** More top-level keys and tables; they win over ours. */
  readonly extra?: TomlTable;
}

/**
 * What a container engine needs nothing of. Names that a version does not know are ignored by it.
 * `io.containerd.runtime.v1.linux` must stay although nobody uses it: 1.6 has no tasks service without it.
 */
const UNUSED = [
  // Kubernetes: a third of the memory.
  'io.containerd.grpc.v1.cri',
  'io.containerd.cri.v1.images',
  'io.containerd.cri.v1.runtime',
  'io.containerd.podsandbox.controller.v1.podsandbox',
  'io.containerd.sandbox.controller.v1.podsandbox',
  'io.containerd.nri.v1.nri',
  // Restarts containers by a label of its own.
  'io.containerd.internal.v1.restart',
  // Makes /opt/containerd.
  'io.containerd.internal.v1.opt',
  'io.containerd.internal.v1.tracing',
  'io.containerd.tracing.processor.v1.otlp',
  'io.containerd.snapshotter.v1.aufs',
  'io.containerd.snapshotter.v1.blockfile',
  'io.containerd.snapshotter.v1.btrfs',
  'io.containerd.snapshotter.v1.devmapper',
  'io.containerd.snapshotter.v1.erofs',
  'io.containerd.snapshotter.v1.zfs',
];

/**
 * The configuration of a containerd of our own: version 2, which 1.6 to 2.x read; nothing but two Unix sockets
 * (`address`, and `address.ttrpc` for the shims), no metrics, no debug socket.
 */
export function containerdConfig(input: ConfigInput): string {
  return stringify({
    version: 2,
    root: input.root,
    state: input.state,
    disabled_plugins: UNUSED,
    grpc: { address: input.address },
    debug: { level: input.logLevel },
    plugins: {
      // The collector of Prometheus figures of every task; shims report running out of memory themselves.
      'io.containerd.monitor.v1.cgroups': { no_prometheus: true },
      'io.containerd.monitor.task.v1.cgroups': { no_prometheus: true },
    },
    ...input.extra,
  });
}
