import type { ContainerInspect, ContainerSummary, EndpointState } from '../../api/schemas.ts';
import type { ApiVersion } from '../../lib/api-version.ts';
import { without } from '../../lib/without.ts';

/** A list entry as a client of this version knows it. */
export function summaryForVersion(
  summary: ContainerSummary,
  version: ApiVersion,
): ContainerSummary {
  const healthy = version < 1052 ? without(summary, 'Health') : summary;
  const described = version < 1048 ? without(healthy, 'ImageManifestDescriptor') : healthy;
  if (version >= 1046) return described;
  return { ...described, HostConfig: without(summary.HostConfig, 'Annotations') };
}

/** An inspection as a client of this version knows it. moby: daemon/server/router/container/inspect.go */
export function inspectForVersion(found: ContainerInspect, version: ApiVersion): object {
  const older = version < 1052 ? beforeStorage(found) : found;
  const described = version < 1048 ? without(older, 'ImageManifestDescriptor') : older;
  return version < 1045 ? withShortIdAlias(described) : described;
}

type Inspection = Omit<ContainerInspect, 'ImageManifestDescriptor' | 'Storage'>;

/** Until 1.51: the default bridge's endpoint beside the networks, and GraphDriver instead of Storage. */
function beforeStorage(found: ContainerInspect): Omit<ContainerInspect, 'Storage'> {
  const { NetworkSettings: settings, GraphDriver: graphDriver } = found;
  const snapshotter = found.Storage?.RootFS?.Snapshot?.Name;
  return {
    ...without(found, 'Storage'),
    ...(graphDriver === undefined && snapshotter !== undefined
      ? { GraphDriver: { Name: snapshotter, Data: null } }
      : {}),
    NetworkSettings: {
      ...LEGACY_SETTINGS,
      ...legacyEndpoint(settings.Networks['bridge']),
      ...settings,
    },
  };
}

const LEGACY_SETTINGS = {
  Bridge: '',
  HairpinMode: false,
  LinkLocalIPv6Address: '',
  LinkLocalIPv6PrefixLen: 0,
  SecondaryIPAddresses: null,
  SecondaryIPv6Addresses: null,
} as const;

const NO_ENDPOINT = {
  EndpointID: '',
  Gateway: '',
  GlobalIPv6Address: '',
  GlobalIPv6PrefixLen: 0,
  IPAddress: '',
  IPPrefixLen: 0,
  IPv6Gateway: '',
  MacAddress: '',
};

function legacyEndpoint(bridge: EndpointState | undefined): typeof NO_ENDPOINT {
  const members = Object.keys(NO_ENDPOINT) as (keyof typeof NO_ENDPOINT)[];
  const copied = members.map((name) => [name, bridge?.[name] ?? NO_ENDPOINT[name]] as const);
  return Object.fromEntries(copied) as typeof NO_ENDPOINT;
}

/** Until 1.44 the short id was among the aliases. */
function withShortIdAlias(found: Inspection): Inspection {
  const networks = Object.entries(found.NetworkSettings.Networks).map(([name, endpoint]) =>
    isUserDefined(name)
      ? ([name, { ...endpoint, Aliases: aliasesOf(endpoint, found) }] as const)
      : ([name, endpoint] as const),
  );
  return {
    ...found,
    NetworkSettings: { ...found.NetworkSettings, Networks: Object.fromEntries(networks) },
  };
}

function aliasesOf(endpoint: EndpointState, found: Inspection): string[] {
  const hostname = found.Config.Hostname ?? '';
  return [...new Set([...(endpoint.Aliases ?? []), found.Id.slice(0, 12), hostname])];
}

const isUserDefined = (name: string): boolean =>
  !['bridge', 'default', 'host', 'none'].includes(name) && !name.startsWith('container:');
