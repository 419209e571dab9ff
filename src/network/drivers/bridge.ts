import { internal } from '../../lib/errors.ts';
import type { Logger } from '../../lib/logger.ts';
import type { EndpointPlan, NetworkDriver, NetworkPlan } from '../driver.ts';
import { BridgeFirewall, type BridgeFirewallConfig } from '../firewall/bridge-firewall.ts';
import { LINK_PREFIX, linkName } from '../instance.ts';
import { macOf, macOfId } from '../mac.ts';
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
    const addresses = network.subnets.flatMap(({ family, gateway, prefixLength }) =>
      gateway === undefined ? [] : [{ family, address: gateway, prefixLength }],
    );
    const ipv4 = addresses.find(({ family }) => family === 4)?.address;
    const plan = {
      name: network.link,
      addresses,
      mac: ipv4 === undefined ? macOfId(network.id) : macOf(ipv4),
      mtu: network.mtu,
      owned: network.ownsLink,
    };
    await this.#worker.call('ensureBridge', [plan], signal);
    const families = [...new Set(network.subnets.map(({ family }) => family))];
    if (this.#config.ipForward) await this.#worker.call('enableForwarding', [families], signal);
    await this.#firewall.up(network, signal);
  }

  async down(network: NetworkPlan, signal: AbortSignal): Promise<void> {
    await this.#firewall.down(network, signal);
    if (network.ownsLink) await this.#worker.call('deleteBridge', [network.link], signal);
  }

  async join(network: NetworkPlan, endpoint: EndpointPlan, signal: AbortSignal): Promise<void> {
    const { addresses, gateways, sysctls } = endpoint;
    if (addresses.length === 0) throw internal('an endpoint of a bridge needs an address');
    const plan = {
      sandbox: endpoint.sandbox,
      bridge: network.link,
      link: linkName(endpoint.id),
      interfaceName: endpoint.interfaceName,
      mac: endpoint.macAddress,
      mtu: network.mtu,
      addresses,
      gateways,
      sysctls,
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
    endpoints: readonly EndpointPlan[],
    signal: AbortSignal,
  ): Promise<void> {
    const keep = endpoints.map(({ id }) => linkName(id));
    const plan = { bridge: network.link, prefix: LINK_PREFIX, keep };
    await this.#worker.call('reconcilePorts', [plan], signal);
    await this.#firewall.reconcile(network, endpoints, signal);
  }
}
