import { background } from '../../lib/dispose.ts';
import type { Logger } from '../../lib/logger.ts';
import type { EndpointPlan, NetworkPlan } from '../driver.ts';
import type { NetWorker } from '../net-worker.ts';
import type { FirewallMade, FirewallOutcome } from '../worker/firewall.ts';
import { toFirewallNetwork, toFirewallPorts } from './of-network.ts';
import type {
  EndpointRules,
  FirewallChoice,
  FirewallPlan,
  FirewallPort,
  PortsChange,
} from './plan.ts';
import { FirewallWatch } from './watch.ts';

export interface BridgeFirewallConfig {
  /** Name of our firewall table. */
  readonly table: string;
  /** False: the firewall is somebody else's business. */
  readonly enabled: boolean;
  /** False: only for IPv6. */
  readonly ipv6: boolean;
  readonly choice: FirewallChoice;
}

const BACKGROUND_MS = 30_000;

/**
 * What the firewall should be like for all bridge networks and published ports of this engine: the truth that
 * it is made from, and made from again when somebody took it away. The net worker makes it.
 */
export class BridgeFirewall implements Disposable {
  readonly #worker: NetWorker;
  readonly #config: BridgeFirewallConfig;
  readonly #log: Logger;
  readonly #networks = new Map<string, NetworkPlan>();
  /** By endpoint. */
  readonly #ports = new Map<string, readonly FirewallPort[]>();
  /** Networks whose ports of before a restart are not known yet. */
  readonly #unreconciled = new Set<string>();
  #made: FirewallMade | undefined;
  #watch: FirewallWatch | undefined;

  constructor(worker: NetWorker, config: BridgeFirewallConfig, log: Logger) {
    this.#worker = worker;
    this.#config = config;
    this.#log = log;
  }

  [Symbol.dispose](): void {
    this.#watch?.[Symbol.dispose]();
    this.#watch = undefined;
  }

  /** The bridge is there. */
  async up(network: NetworkPlan, signal: AbortSignal): Promise<void> {
    this.#unreconciled.add(network.id);
    this.#networks.set(network.id, network);
    await this.#apply(signal);
  }

  /** The bridge is about to go; its endpoints are gone. With the last one all rules go. */
  async down(network: NetworkPlan, signal: AbortSignal): Promise<void> {
    this.#networks.delete(network.id);
    this.#unreconciled.delete(network.id);
    await this.#apply(signal);
  }

  /** Registers an endpoint. @returns what the worker is to do when the interface is there */
  join(network: NetworkPlan, endpoint: EndpointPlan): EndpointRules {
    const ports = this.#portsOf(network, endpoint);
    if (ports.length > 0) this.#ports.set(endpoint.id, ports);
    return { ports: this.#change(ports), apart: !network.icc };
  }

  /** Its ports lead to it now. Datagrams may have led elsewhere before: that is forgotten in the background. */
  joined({ ports }: EndpointRules): void {
    this.#forget('forgetConnections', ports);
  }

  /** Forgets endpoints. @returns what the worker is to remove */
  leave(endpointIds: readonly string[]): PortsChange | undefined {
    const ports = endpointIds.flatMap((id) => this.#ports.get(id) ?? []);
    for (const id of endpointIds) this.#ports.delete(id);
    return this.#change(ports);
  }

  /** Nothing leads to them any more; what datagrams had is forgotten in the background. */
  left(ports: PortsChange | undefined): void {
    this.#forget('forgetContainers', ports);
  }

  /** After a restart: these are the network's endpoints. When all networks are known, other ports go. */
  async reconcile(
    network: NetworkPlan,
    endpoints: readonly EndpointPlan[],
    signal: AbortSignal,
  ): Promise<void> {
    for (const endpoint of endpoints) {
      this.#ports.set(endpoint.id, this.#portsOf(network, endpoint));
    }
    this.#unreconciled.delete(network.id);
    if (this.#unreconciled.size === 0) await this.#apply(signal);
  }

  /** Connections are ended by their own packets; only what has none sticks. */
  #forget(operation: 'forgetConnections' | 'forgetContainers', change?: PortsChange): void {
    const sticky = change?.ports.filter(({ protocol }) => protocol !== 'tcp') ?? [];
    if (sticky.length === 0) return;
    const work = this.#worker.call(operation, [sticky], AbortSignal.timeout(BACKGROUND_MS));
    background(this.#log, 'forgetting of connections', work);
  }

  #portsOf(network: NetworkPlan, endpoint: EndpointPlan): FirewallPort[] {
    const ports = toFirewallPorts(network, endpoint);
    return this.#config.ipv6 ? ports : ports.filter(({ family }) => family === 4);
  }

  #plan(): FirewallPlan {
    return {
      table: this.#config.table,
      networks: [...this.#networks.values()].map((network) =>
        toFirewallNetwork(network, this.#config.ipv6),
      ),
      ports: [...this.#ports.values()].flat(),
      complete: this.#unreconciled.size === 0,
    };
  }

  #change(ports: readonly FirewallPort[]): PortsChange | undefined {
    if (this.#made === undefined || ports.length === 0) return undefined;
    return { table: this.#config.table, backend: this.#made.backend, ports };
  }

  async #apply(signal: AbortSignal): Promise<void> {
    const { enabled, table, choice } = this.#config;
    if (!enabled) return;
    if (this.#networks.size === 0) {
      this[Symbol.dispose]();
      this.#made = undefined;
      this.#tell(await this.#worker.call('removeFirewall', [table, choice], signal));
      return;
    }
    const outcome = await this.#worker.call('applyFirewall', [this.#plan(), choice], signal);
    this.#tell(outcome);
    this.#made = outcome;
    this.#watch ??= new FirewallWatch(table, () => this.#repair(), this.#log);
  }

  async #repair(): Promise<void> {
    if (this.#made === undefined) return;
    const signal = AbortSignal.timeout(BACKGROUND_MS);
    const former = this.#made;
    const outcome = await this.#worker.call('repairFirewall', [this.#plan(), former], signal);
    this.#tell(outcome);
    // An apply in between knows better.
    if (this.#made !== former) return;
    if (outcome.state !== former.state) this.#log.warn('firewall rules were made again');
    this.#made = outcome;
  }

  #tell({ warnings }: FirewallOutcome): void {
    for (const warning of warnings)
      this.#log.warn({ warning }, 'a foreign firewall was not opened');
  }
}
