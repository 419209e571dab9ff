import type { IpamConfig } from '../../api/schemas.ts';
import type { DriverType, NetworkPlan, SubnetPlan } from '../../network/driver.ts';
import type { Subnet } from '../../network/subnet.ts';
import type { NetworkRow } from '../../store/network-store.ts';
import { flag, gatewayMode, type NetworkOptions, OPTION } from './options.ts';

/** Everything the engine knows of one network. */
export interface NetworkRecord {
  readonly id: string;
  readonly name: string;
  readonly driver: DriverType;
  readonly createdAt: Date;
  readonly enableIpv4: boolean;
  readonly enableIpv6: boolean;
  /** None for networks without addresses. */
  readonly subnets: readonly Subnet[];
  readonly ipam: {
    /** What the user asked for, as it was sent; empty where the engine chose. */
    readonly configs: readonly IpamConfig[];
    readonly options: Readonly<Record<string, string>> | null;
  };
  readonly internal: boolean;
  readonly attachable: boolean;
  /** Only a template for others. */
  readonly configOnly: boolean;
  /** Name of the network whose settings it has; empty for its own. */
  readonly configFrom: string;
  /** Docker's keys, `com.docker.network.…`: the driver's settings live here and nowhere else. */
  readonly options: NetworkOptions;
  readonly labels: Readonly<Record<string, string>>;
  /** Whether the bridge is of our making, so that nobody misses it. */
  readonly ownsBridge: boolean;
  /** Where the options do not say. */
  readonly mtu: number;
  /** An intent, until its effects are there or gone; absent for a network that is there. */
  readonly pending?: 'creating' | 'removing';
}

/** Cannot be created or removed, and know no names of containers. */
export const isPredefined = ({ name }: Pick<NetworkRecord, 'name'>): boolean =>
  isPredefinedName(name);

export const isPredefinedName = (name: string): boolean =>
  name === 'bridge' || name === 'host' || name === 'none';

/** Whether containers ask the embedded name server about it. */
export const hasNames = (network: NetworkRecord): boolean =>
  !isPredefined(network) && network.subnets.length > 0;

/** Its interface on the host: by name, or after its id. */
export function linkOf({ id, driver, options }: NetworkRecord): string {
  const made = `${LINK_PREFIXES[driver]}-${id.slice(0, 12)}`;
  if (driver === 'bridge') return options[OPTION.bridgeName] ?? made;
  if (driver === 'macvlan' || driver === 'ipvlan') return options[OPTION.parent] ?? made;
  return '';
}

/** Of interfaces that we make: bridges, and parents for networks that have none. */
const LINK_PREFIXES = { bridge: 'br', macvlan: 'dm', ipvlan: 'di', host: '', null: '' } as const;

/** What its driver needs to know. */
export function planOf(record: NetworkRecord): NetworkPlan {
  const { id, subnets, internal, options, ownsBridge } = record;
  const masquerade = flag(options, OPTION.masquerade, true);
  return {
    id,
    link: linkOf(record),
    ownsLink: ownsBridge,
    subnets: subnets.map((subnet) => subnetPlan(subnet, options)),
    mtu: options[OPTION.mtu] ? Number(options[OPTION.mtu]) : record.mtu,
    masquerade: { ipv4: masquerade, ipv6: masquerade },
    gatewayMode: {
      ipv4: gatewayMode(options, OPTION.gatewayMode4),
      ipv6: gatewayMode(options, OPTION.gatewayMode6),
    },
    icc: flag(options, OPTION.icc, true),
    internal,
    mode: {
      name: options[record.driver === 'ipvlan' ? OPTION.ipvlanMode : OPTION.macvlanMode] ?? '',
      flag: options[OPTION.ipvlanFlag] ?? '',
    },
    trustedInterfaces: (options[OPTION.trusted] ?? '').split(':').filter((name) => name !== ''),
  };
}

/** A bridge in an isolated network has no address. */
function subnetPlan(
  { family, cidr, prefixLength, gateway }: Subnet,
  options: NetworkOptions,
): SubnetPlan {
  const mode = gatewayMode(options, family === 4 ? OPTION.gatewayMode4 : OPTION.gatewayMode6);
  const isInhibited = family === 4 && flag(options, OPTION.inhibitIpv4, false);
  const isBare = gateway === undefined || mode === 'isolated' || isInhibited;
  return { family, cidr, prefixLength, ...(isBare ? {} : { gateway }) };
}

export function toNetworkRow(record: NetworkRecord): NetworkRow {
  return { id: record.id, name: record.name, document: JSON.stringify(record) };
}

/** What rows of older versions lack. */
const NOTHING = {
  enableIpv4: true,
  enableIpv6: false,
  ipam: { configs: [], options: null },
  configOnly: false,
  configFrom: '',
  mtu: 1500,
};

export function fromNetworkRow(row: NetworkRow): NetworkRecord {
  const record = JSON.parse(row.document) as NetworkRecord & { readonly createdAt: string };
  return { ...NOTHING, ...record, createdAt: new Date(record.createdAt) };
}
