import type { OciNamespace } from '../../../lib/oci.ts';
import type { SpecContext, SpecStep } from './context.ts';

/** A namespace that is not in the list is the host's. */
export const namespaces: SpecStep = (spec, context) => {
  spec.linux.namespaces = [
    { type: 'mount' },
    ...network(context),
    ...(context.hostConfig.UTSMode === 'host' ? [] : [{ type: 'uts' } as const]),
    ...shared('pid', context.hostConfig.PidMode ?? '', context.namespaces.pid),
    ...shared('ipc', context.hostConfig.IpcMode ?? '', context.namespaces.ipc),
    ...cgroup(context),
  ];
};

function network({ hostConfig, namespaces: { network: path } }: SpecContext): OciNamespace[] {
  if (hostConfig.NetworkMode === 'host' || path === '') return [];
  return [path === undefined ? { type: 'network' } : { type: 'network', path }];
}

function shared(type: 'pid' | 'ipc', mode: string, path: string | undefined): OciNamespace[] {
  if (mode === 'host') return [];
  return [path === undefined ? { type } : { type, path }];
}

function cgroup({ hostConfig, host }: SpecContext): OciNamespace[] {
  const isPrivate = hostConfig.CgroupnsMode === 'private' && host.cgroup.namespaces;
  return isPrivate ? [{ type: 'cgroup' }] : [];
}
