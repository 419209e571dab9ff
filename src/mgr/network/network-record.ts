import type { DriverType, NetworkPlan, SubnetPlan } from '../../network/driver.ts';
import type { Subnet } from '../../network/subnet.ts';
import type { NetworkRow } from '../../store/network-store.ts';

/** Everything the engine knows of one network. */
export interface NetworkRecord {
  readonly id: string;
  readonly name: string;
  readonly driver: DriverType;
  readonly createdAt: Date;
  /** Absent for networks without addresses. */
  readonly subnet?: Subnet;
  readonly internal: boolean;
  readonly attachable: boolean;
  /** Docker's keys, `com.docker.network.…`: the driver's settings live here and nowhere else. */
  readonly options: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  /** Whether the bridge is of our making, so that nobody misses it. */
  readonly ownsBridge: boolean;
}

export const OPTION = {
  defaultBridge: 'com.docker.network.bridge.default_bridge',
  icc: 'com.docker.network.bridge.enable_icc',
  masquerade: 'com.docker.network.bridge.enable_ip_masquerade',
  hostBinding: 'com.docker.network.bridge.host_binding_ipv4',
  bridgeName: 'com.docker.network.bridge.name',
  mtu: 'com.docker.network.driver.mtu',
} as const;

/** Cannot be created or removed, and know no names of containers. */
export const isPredefined = ({ name }: NetworkRecord): boolean =>
  name === 'bridge' || name === 'host' || name === 'none';

/** What its driver needs to know. */
export function planOf(record: NetworkRecord): NetworkPlan {
  const { id, subnet, internal, options, ownsBridge } = record;
  return {
    id,
    link: options[OPTION.bridgeName] ?? '',
    ownsLink: ownsBridge,
    subnets: subnet === undefined ? [] : [subnetPlan(subnet)],
    mtu: Number(options[OPTION.mtu] ?? '1500'),
    masquerade: { ipv4: options[OPTION.masquerade] === 'true', ipv6: false },
    gatewayMode: { ipv4: 'nat', ipv6: 'nat' },
    icc: options[OPTION.icc] === 'true',
    internal,
    trustedInterfaces: [],
  };
}

const subnetPlan = ({ cidr, prefixLength, gateway }: Subnet): SubnetPlan => ({
  family: 4,
  cidr,
  prefixLength,
  gateway,
});

export function toNetworkRow(record: NetworkRecord): NetworkRow {
  return { id: record.id, name: record.name, document: JSON.stringify(record) };
}

export function fromNetworkRow(row: NetworkRow): NetworkRecord {
  const record = JSON.parse(row.document) as NetworkRecord & { readonly createdAt: string };
  return { ...record, createdAt: new Date(record.createdAt) };
}
