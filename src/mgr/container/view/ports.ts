import type { ContainerInspect, PortSummary } from '../../../api/schemas.ts';
import type { ContainerRecord } from '../record.ts';
import { isAlive } from '../state.ts';

/** Places on the host by `port/protocol`; null for one that is only exposed. */
export type ShownPorts = NonNullable<ContainerInspect['NetworkSettings']['Ports']>;

type WithPorts = Pick<ContainerRecord, 'config' | 'hostConfig' | 'state' | 'endpoints'>;

/**
 * Ports of a running container that has a network of its own: exposed ones without, published ones
 * with their places on the host. A stopped container has none.
 */
export function portMap(record: WithPorts): ShownPorts {
  const mode = record.hostConfig.NetworkMode ?? '';
  const isBridged = mode !== 'host' && mode !== 'none' && !mode.startsWith('container:');
  if (!isAlive(record.state) || !isBridged) return {};
  const exposed = Object.keys(record.config.ExposedPorts ?? {}).map((port) => [
    withProtocol(port),
    null,
  ]);
  const published = Object.entries(record.hostConfig.PortBindings ?? {}).map(([port, bindings]) => [
    withProtocol(port),
    bindings === null || bindings.length === 0
      ? null
      : bindings.map(({ HostIp = '', HostPort = '' }) => ({ HostIp, HostPort })),
  ]);
  return Object.fromEntries([...exposed, ...published]) as ShownPorts;
}

const withProtocol = (port: string): string => (port.includes('/') ? port : `${port}/tcp`);

/** The same as `ps` lists it. */
export function portSummaries(ports: ShownPorts): PortSummary[] {
  return Object.entries(ports).flatMap(([port, bindings]) => {
    const [number = '', protocol = 'tcp'] = port.split('/');
    const own = { PrivatePort: Number(number), Type: protocol as PortSummary['Type'] };
    if (bindings === null) return [own];
    return bindings.map(({ HostIp, HostPort }) => ({
      ...(HostIp === '' ? {} : { IP: HostIp }),
      ...own,
      PublicPort: Number(HostPort),
    }));
  });
}
