import type { ContainerInspect, PortSummary } from '../../../api/schemas.ts';
import type { ContainerRecord } from '../record.ts';
import { isAlive } from '../state.ts';

/** Places on the host by `port/protocol`; null for one that is only exposed. */
export type ShownPorts = NonNullable<ContainerInspect['NetworkSettings']['Ports']>;

type WithPorts = Pick<ContainerRecord, 'config' | 'state' | 'endpoints'>;

/**
 * Ports of a running container that has a network of its own: exposed ones without, published ones
 * with their places on the host. A stopped container has none.
 */
export function portMap({ config, state, endpoints }: WithPorts): ShownPorts {
  const own = Object.values(endpoints).filter(({ macAddress }) => macAddress !== '');
  if (!isAlive(state) || own.length === 0) return {};
  const ports = new Map<string, { HostIp: string; HostPort: string }[] | null>();
  for (const port of Object.keys(config.ExposedPorts ?? {})) ports.set(withProtocol(port), null);
  for (const { protocol, containerPort, hostIp, hostPort } of own.flatMap((it) => it.ports)) {
    const key = `${containerPort}/${protocol}`;
    const place = { HostIp: hostIp, HostPort: String(hostPort) };
    ports.set(key, [...(ports.get(key) ?? []), place]);
  }
  return Object.fromEntries([...ports].sort(([a], [b]) => (a < b ? -1 : 1)));
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
