import { newId } from '../../lib/ids.ts';
import type { HostNetwork } from '../../network/driver.ts';
import { defaultBridgeName } from '../../network/instance.ts';
import { nameserversOf } from '../../network/resolv-conf.ts';
import { defaultSubnet } from './default-subnet.ts';
import type { NetworkConfig, NetworkContext } from './deps.ts';
import { type NetworkRecord, planOf } from './network-record.ts';
import { OPTION } from './options.ts';
import { upstreamResolvConf } from './sandbox-files.ts';

const NO_BRIDGE = 'none';

/** The networks that are always there, with the ids they got once; the default bridge is up afterwards. */
export async function ensurePredefined(deps: NetworkContext, signal: AbortSignal): Promise<void> {
  for (const [name, driver] of [
    ['host', 'host'],
    ['none', 'null'],
  ] as const) {
    if (deps.book.named(name) !== undefined) continue;
    deps.book.putNetwork({ ...PLAIN, id: newId(), name, driver, createdAt: deps.clock.now() });
  }
  if (deps.config().bridge === NO_BRIDGE) {
    const unwanted = deps.book.named('bridge');
    if (unwanted !== undefined) deps.book.deleteNetwork(unwanted.id);
    return;
  }
  const bridge = await describeBridge(deps, signal);
  deps.book.putNetwork(bridge);
  await deps.kernel.drivers.bridge.up(planOf(bridge), signal);
}

const PLAIN = {
  enableIpv4: true,
  enableIpv6: false,
  subnets: [],
  ipam: { configs: [], options: null },
  internal: false,
  attachable: false,
  configOnly: false,
  configFrom: '',
  options: {},
  labels: {},
  ownsBridge: false,
  mtu: 1500,
} as const;

async function describeBridge(deps: NetworkContext, signal: AbortSignal): Promise<NetworkRecord> {
  const config = deps.config();
  const stored = deps.book.named('bridge');
  const [host, resolvConf] = await Promise.all([
    deps.kernel.hostNetwork(signal),
    upstreamResolvConf(),
  ]);
  const bridge = config.bridge === '' ? defaultBridgeName(config.dataRoot) : config.bridge;
  const nameservers = nameserversOf(resolvConf);
  return {
    ...PLAIN,
    ...(stored ?? { id: newId(), createdAt: deps.clock.now() }),
    name: 'bridge',
    driver: 'bridge',
    subnets: [defaultSubnet({ config, bridge, stored: stored?.subnets[0], host, nameservers })],
    options: optionsOf(config, bridge, mtuFor(config, host)),
    ownsBridge: isOurs(stored, bridge) || !host.interfaces.includes(bridge),
  };
}

/** Of a bridge that is not told otherwise: a tunnel's packets are smaller. */
export const mtuFor = ({ mtu }: NetworkConfig, host: HostNetwork): number =>
  mtu === 0 ? host.mtu : mtu;

const isOurs = (stored: NetworkRecord | undefined, bridge: string): boolean =>
  stored?.options[OPTION.bridgeName] === bridge && stored.ownsBridge;

const optionsOf = (config: NetworkConfig, bridge: string, mtu: number): Record<string, string> => ({
  [OPTION.defaultBridge]: 'true',
  [OPTION.icc]: String(config.icc),
  [OPTION.masquerade]: String(config.ipMasq),
  [OPTION.hostBinding]: config.defaultBindingIp,
  [OPTION.bridgeName]: bridge,
  [OPTION.mtu]: String(mtu),
});
