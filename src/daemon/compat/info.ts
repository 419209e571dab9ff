import type { SystemInfo } from '../../api/schemas.ts';
import type { ApiVersion } from '../../lib/api-version.ts';
import { without } from '../../lib/without.ts';

/** The engine's facts as a client of this version knows them. moby: router/system getInfo */
export function infoForVersion(info: SystemInfo, version: ApiVersion): object {
  if (version >= 1053) return info;
  const facts = withoutNewer(info, version);
  return {
    ...facts,
    ...(version < 1050 ? { BridgeNfIptables: false, BridgeNfIp6tables: false } : {}),
    ...(version < 1049 ? expectedCommits(info) : {}),
    ...(version < 1047 ? { RegistryConfig: { ...NON_DISTRIBUTABLE, ...info.RegistryConfig } } : {}),
    ...(version < 1044 ? { Runtimes: runtimesWithoutStatus(info) } : {}),
  };
}

/** Member → the version that brought it. */
const ADDED = {
  NRI: 1053,
  DiscoveredDevices: 1050,
  FirewallBackend: 1049,
  Containerd: 1046,
} as const;

function withoutNewer(info: SystemInfo, version: ApiVersion): object {
  return Object.fromEntries(
    Object.entries(info).filter(
      ([name]) => !Object.hasOwn(ADDED, name) || version >= ADDED[name as keyof typeof ADDED],
    ),
  );
}

const NON_DISTRIBUTABLE = {
  AllowNondistributableArtifactsCIDRs: null,
  AllowNondistributableArtifactsHostnames: null,
} as const;

function expectedCommits(info: SystemInfo): object {
  const { ContainerdCommit, RuncCommit, InitCommit } = info;
  return Object.fromEntries(
    Object.entries({ ContainerdCommit, RuncCommit, InitCommit }).map(([name, commit]) => [
      name,
      { ...commit, Expected: commit.ID },
    ]),
  );
}

function runtimesWithoutStatus(info: SystemInfo): object {
  return Object.fromEntries(
    Object.entries(info.Runtimes).map(([name, runtime]) => [name, without(runtime, 'status')]),
  );
}
