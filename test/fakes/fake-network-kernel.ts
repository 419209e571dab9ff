import type {
  EndpointPlan,
  HostNetwork,
  NetworkDriver,
  NetworkPlan,
  Sandboxes,
} from '../../src/network/driver.ts';
import { hostDriver, nullDriver } from '../../src/network/drivers/unaddressed.ts';
import type { NetworkKernel } from '../../src/network/network-kernel.ts';
import { FakeHostPorts } from './fake-host-ports.ts';
import { FakeNameService } from './fake-name-service.ts';

const QUIET_HOST: HostNetwork = { routes: [], addresses: [], interfaces: ['lo'], mtu: 1500 };

/** A kernel in memory: what the manager did to it can be looked at. */
export class FakeNetworkKernel implements NetworkKernel {
  readonly bridge = new FakeDriver('bridge');
  readonly drivers = {
    bridge: this.bridge,
    macvlan: new FakeDriver('macvlan'),
    ipvlan: new FakeDriver('ipvlan'),
    host: hostDriver,
    null: nullDriver,
  };
  readonly sandboxes = new FakeSandboxes();
  readonly names = new FakeNameService();
  readonly ports = new FakeHostPorts();
  host = QUIET_HOST;

  wake(): void {
    // There is no thread to begin.
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.resolve();
  }

  async hostNetwork(): Promise<HostNetwork> {
    return await Promise.resolve(this.host);
  }
}

export class FakeSandboxes implements Sandboxes {
  readonly ids = new Set<string>();

  pathOf(containerId: string): string {
    return `/fake/netns/${containerId}`;
  }

  async create(containerId: string): Promise<void> {
    await Promise.resolve(this.ids.add(containerId));
  }

  /** Container → interfaces of its default routes. */
  readonly routes = new Map<string, Parameters<Sandboxes['setDefaultRoutes']>[1]>();

  async setDefaultRoutes(
    containerId: string,
    routes: Parameters<Sandboxes['setDefaultRoutes']>[1],
  ): Promise<void> {
    await Promise.resolve(this.routes.set(containerId, routes));
  }

  async remove(containerId: string): Promise<void> {
    await Promise.resolve(this.ids.delete(containerId));
  }

  async list(): Promise<string[]> {
    return await Promise.resolve([...this.ids]);
  }
}

export class FakeDriver implements NetworkDriver {
  readonly type: NetworkDriver['type'];
  readonly isolated = true;
  readonly addressed = true;
  readonly networks = new Map<string, NetworkPlan>();
  /** Endpoint id → interface. */
  readonly interfaces = new Map<string, EndpointPlan & { readonly networkId: string }>();
  /** What the next join fails with. */
  failure: Error | undefined;

  constructor(type: NetworkDriver['type']) {
    this.type = type;
  }

  async up(network: NetworkPlan): Promise<void> {
    await Promise.resolve(this.networks.set(network.id, network));
  }

  async down(network: NetworkPlan): Promise<void> {
    await Promise.resolve(this.networks.delete(network.id));
  }

  async join(network: NetworkPlan, endpoint: EndpointPlan): Promise<void> {
    await Promise.resolve();
    const { failure } = this;
    this.failure = undefined;
    if (failure !== undefined) throw failure;
    this.interfaces.set(endpoint.id, { ...endpoint, networkId: network.id });
  }

  async leave(_network: NetworkPlan, endpointIds: readonly string[]): Promise<void> {
    await Promise.resolve();
    for (const id of endpointIds) this.interfaces.delete(id);
  }

  async reconcile(network: NetworkPlan, endpoints: readonly EndpointPlan[]): Promise<void> {
    await Promise.resolve();
    const endpointIds = endpoints.map(({ id }) => id);
    for (const [id, { networkId }] of this.interfaces) {
      if (networkId === network.id && !endpointIds.includes(id)) this.interfaces.delete(id);
    }
  }
}
