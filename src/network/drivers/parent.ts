import type { EndpointPlan, NetworkDriver, NetworkPlan } from '../driver.ts';
import type { NetWorker } from '../net-worker.ts';

interface Child {
  readonly networkId: string;
  readonly sandbox: string;
  readonly interfaceName: string;
}

/** macvlan and ipvlan: containers' interfaces share the cable of a parent on the host; no NAT, no firewall. */
export class ParentDriver implements NetworkDriver {
  readonly type: 'macvlan' | 'ipvlan';
  readonly isolated = true;
  readonly addressed = true;
  readonly #worker: NetWorker;
  /** By endpoint: nothing on the host tells where an interface is. */
  readonly #children = new Map<string, Child>();

  constructor(type: 'macvlan' | 'ipvlan', worker: NetWorker) {
    this.type = type;
    this.#worker = worker;
  }

  async up({ link, mtu, ownsLink }: NetworkPlan, signal: AbortSignal): Promise<void> {
    const plan = { name: link, mtu, owned: ownsLink, isVlan: /\.\d{1,4}$/.test(link) };
    await this.#worker.call('ensureParent', [plan], signal);
  }

  async down({ link, ownsLink }: NetworkPlan, signal: AbortSignal): Promise<void> {
    if (ownsLink) await this.#worker.call('deleteBridge', [link], signal);
  }

  async join(network: NetworkPlan, endpoint: EndpointPlan, signal: AbortSignal): Promise<void> {
    const { sandbox, interfaceName, macAddress, addresses, gateways, sysctls } = endpoint;
    this.#children.set(endpoint.id, { networkId: network.id, sandbox, interfaceName });
    const plan = {
      kind: this.type,
      parent: network.link,
      mode: network.mode,
      mtu: network.mtu,
      mac: macAddress,
      sandbox,
      interfaceName,
      addresses,
      // A router would know nothing of containers behind one: routed modes send everything out of the interface.
      gateways: network.mode.name.startsWith('l3') ? withoutHops(gateways) : gateways,
      sysctls,
    };
    await this.#worker.call('joinChild', [plan], signal);
  }

  async leave(
    _network: NetworkPlan,
    endpointIds: readonly string[],
    signal: AbortSignal,
  ): Promise<void> {
    const children = endpointIds.flatMap((id) => this.#children.get(id) ?? []);
    if (children.length > 0) await this.#worker.call('leaveChildren', [children], signal);
    for (const id of endpointIds) this.#children.delete(id);
  }

  /** Interfaces of others went with their namespaces, or are in those of living containers and unknown to us. */
  async reconcile(
    network: NetworkPlan,
    endpoints: readonly EndpointPlan[],
    signal: AbortSignal,
  ): Promise<void> {
    const keep = new Set(endpoints.map(({ id }) => id));
    const stale = [...this.#children].filter(
      ([id, child]) => child.networkId === network.id && !keep.has(id),
    );
    const ids = stale.map(([id]) => id);
    await this.leave(network, ids, signal);
    for (const { id, sandbox, interfaceName } of endpoints) {
      this.#children.set(id, { networkId: network.id, sandbox, interfaceName });
    }
  }
}

const withoutHops = ({ ipv4, ipv6 }: EndpointPlan['gateways']): EndpointPlan['gateways'] => ({
  ...(ipv4 === undefined ? {} : { ipv4: '' }),
  ...(ipv6 === undefined ? {} : { ipv6: '' }),
});
