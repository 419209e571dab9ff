import { newId } from '../../lib/ids.ts';
import { defaultBridgeName } from '../../network/instance.ts';
import { nameserversOf } from '../../network/resolv-conf.ts';
import { defaultSubnet } from './default-subnet.ts';
import type { NetworkConfig, NetworkContext } from './deps.ts';
import { type NetworkRecord, OPTION, planOf } from './network-record.ts';
import { upstreamResolvConf } from './sandbox-files.ts';

const NO_BRIDGE = 'none';

/** The networks that are always there, with the ids they got once; the default bridge is up afterwards. */
export async function ensurePredefined(deps: NetworkContext, signal: AbortSignal): Promise<void> {
  const plain = { internal: false, attachable: false, options: {}, labels: {}, ownsBridge: false };
  for (const [name, driver] of [
    ['host', 'host'],
    ['none', 'null'],
  ] as const) {
    if (deps.book.named(name) !== undefined) continue;
    deps.book.putNetwork({ ...plain, id: newId(), name, driver, createdAt: deps.clock.now() });
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
    ...(stored ?? { id: newId(), createdAt: deps.clock.now() }),
    name: 'bridge',
    driver: 'bridge',
    subnet: defaultSubnet({ config, bridge, stored: stored?.subnet, host, nameservers }),
    internal: false,
    attachable: false,
    options: optionsOf(config, bridge, config.mtu === 0 ? host.mtu : config.mtu),
    labels: {},
    ownsBridge: isOurs(stored, bridge) || !host.interfaces.includes(bridge),
  };
}

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
