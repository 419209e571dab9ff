import { internal, notImplemented } from '../../lib/errors.ts';
import type { Logger } from '../../lib/logger.ts';
import type { EndpointPlan, NetworkDriver, NetworkPlan, SubnetPlan } from '../driver.ts';
import type { FirewallBridge, FirewallChoice } from '../firewall/plan.ts';
import { LINK_PREFIX, linkName } from '../instance.ts';
import { macOf, toNumber } from '../ipv4.ts';
import type { NetWorker } from '../net-worker.ts';

export interface BridgeDriverConfig {
  /** Name of our firewall table. */
  readonly table: string;
  /** False: the firewall is somebody else's business. */
  readonly firewall: boolean;
  readonly firewallBackend: FirewallChoice;
  /** Whether to let the host forward packets. */
  readonly ipForward: boolean;
}

/** A Linux bridge a network, a veth pair an endpoint, NAT to outside. */
export class BridgeDriver implements NetworkDriver {
  readonly type = 'bridge';
  readonly isolated = true;
  readonly addressed = true;
  readonly #worker: NetWorker;
  readonly #config: BridgeDriverConfig;
  readonly #log: Logger;
  /** The networks that are up, by id: the firewall is written for all of them at once. */
  readonly #networks = new Map<string, NetworkPlan>();

  constructor(worker: NetWorker, config: BridgeDriverConfig, log: Logger) {
    this.#worker = worker;
    this.#config = config;
    this.#log = log;
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
    this.#networks.set(network.id, network);
    await this.#applyFirewall(signal);
  }

  async down(network: NetworkPlan, signal: AbortSignal): Promise<void> {
    this.#networks.delete(network.id);
    await this.#applyFirewall(signal);
    if (network.ownsLink) await this.#worker.call('deleteBridge', [network.link], signal);
  }

  async join(network: NetworkPlan, endpoint: EndpointPlan, signal: AbortSignal): Promise<void> {
    if (endpoint.ports.length > 0) throw notImplemented('published ports are not supported yet');
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
    await this.#worker.call('join', [plan], signal);
  }

  async leave(
    _network: NetworkPlan,
    endpointIds: readonly string[],
    signal: AbortSignal,
  ): Promise<void> {
    await this.#worker.call('leave', [endpointIds.map(linkName)], signal);
  }

  async reconcile(
    network: NetworkPlan,
    endpointIds: readonly string[],
    signal: AbortSignal,
  ): Promise<void> {
    const keep = endpointIds.map(linkName);
    const plan = { bridge: network.link, prefix: LINK_PREFIX, keep };
    await this.#worker.call('reconcilePorts', [plan], signal);
  }

  async #applyFirewall(signal: AbortSignal): Promise<void> {
    const { firewall, table, firewallBackend: choice } = this.#config;
    if (!firewall) return;
    const bridges = [...this.#networks.values()].map(toFirewallBridge);
    const { warnings } =
      bridges.length === 0
        ? await this.#worker.call('removeFirewall', [table, choice], signal)
        : await this.#worker.call('applyFirewall', [{ table, bridges }, choice], signal);
    for (const warning of warnings)
      this.#log.warn({ warning }, 'a foreign firewall was not opened');
  }
}

function subnetOf({ subnets }: NetworkPlan): SubnetPlan & { readonly gateway: string } {
  const found = subnets.find(({ family }) => family === 4);
  if (found?.gateway === undefined) throw internal('a bridge network needs a subnet');
  return { ...found, gateway: found.gateway };
}

const toFirewallBridge = (network: NetworkPlan): FirewallBridge => ({
  bridge: network.link,
  masqueraded: network.masquerade.ipv4 ? [subnetOf(network).cidr] : [],
  icc: network.icc,
  internal: network.internal,
});
