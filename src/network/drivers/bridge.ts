import { internal } from '../../lib/errors.ts';
import type { Logger } from '../../lib/logger.ts';
import type { EndpointPlan, NetworkDriver, NetworkPlan, SubnetPlan } from '../driver.ts';
import { BridgeFirewall, type BridgeFirewallConfig } from '../firewall/bridge-firewall.ts';
import { LINK_PREFIX, linkName } from '../instance.ts';
import { macOf, toNumber } from '../ipv4.ts';
import type { NetWorker } from '../net-worker.ts';

export interface BridgeDriverConfig {
  readonly firewall: BridgeFirewallConfig;
  /** Whether to let the host forward packets. */
  readonly ipForward: boolean;
}

/** A Linux bridge a network, a veth pair an endpoint, NAT to outside. */
export class BridgeDriver implements NetworkDriver, Disposable {
  readonly type = 'bridge';
  readonly isolated = true;
  readonly addressed = true;
  readonly #worker: NetWorker;
  readonly #config: BridgeDriverConfig;
  readonly #firewall: BridgeFirewall;

  constructor(worker: NetWorker, config: BridgeDriverConfig, log: Logger) {
    this.#worker = worker;
    this.#config = config;
    this.#firewall = new BridgeFirewall(worker, config.firewall, log);
  }

  /** Rules and interfaces stay; nobody looks after them any more. */
  [Symbol.dispose](): void {
    this.#firewall[Symbol.dispose]();
  }

  async up(network: NetworkPlan, signal: AbortSignal): Promise<void> {
    const { gateway, prefixLength } = subnetOf(network);
    const plan = {
      name: network.link,
      address: gateway,
      prefixLength,
      mac: macOf(toNumber(gateway)),
      mtu: network.mtu,
      owned: network.ownsLink,
    };
    await this.#worker.call('ensureBridge', [plan], signal);
    if (this.#config.ipForward) await this.#worker.call('enableForwarding', [], signal);
    await this.#firewall.up(network, signal);
  }

  async down(network: NetworkPlan, signal: AbortSignal): Promise<void> {
    await this.#firewall.down(network, signal);
    if (network.ownsLink) await this.#worker.call('deleteBridge', [network.link], signal);
  }

  async join(network: NetworkPlan, endpoint: EndpointPlan, signal: AbortSignal): Promise<void> {
    const ipv4 = endpoint.addresses.find(({ family }) => family === 4);
    if (ipv4 === undefined) throw internal('an endpoint of a bridge needs an address');
    const gateway = endpoint.gateways.ipv4;
    const plan = {
      sandbox: endpoint.sandbox,
      bridge: network.link,
      link: linkName(endpoint.id),
      interfaceName: endpoint.interfaceName,
      mac: endpoint.macAddress,
      mtu: network.mtu,
      address: ipv4.address,
      prefixLength: ipv4.prefixLength,
      ...(gateway === undefined ? {} : { gateway }),
    };
    const rules = this.#firewall.join(network, endpoint);
    await this.#worker.call('join', [plan, rules], signal);
    this.#firewall.joined(rules);
  }

  async leave(
    _network: NetworkPlan,
    endpointIds: readonly string[],
    signal: AbortSignal,
  ): Promise<void> {
    const ports = this.#firewall.leave(endpointIds);
    await this.#worker.call('leave', [endpointIds.map(linkName), ports], signal);
    this.#firewall.left(ports);
  }

  async reconcile(
    network: NetworkPlan,
    endpointIds: readonly string[],
    signal: AbortSignal,
  ): Promise<void> {
    const keep = endpointIds.map(linkName);
    const plan = { bridge: network.link, prefix: LINK_PREFIX, keep };
    await this.#worker.call('reconcilePorts', [plan], signal);
    await this.#firewall.reconcile(network, [], signal);
  }
}

function subnetOf({ subnets }: NetworkPlan): SubnetPlan & { readonly gateway: string } {
  const found = subnets.find(({ family }) => family === 4);
  if (found?.gateway === undefined) throw internal('a bridge network needs a subnet');
  return { ...found, gateway: found.gateway };
}
