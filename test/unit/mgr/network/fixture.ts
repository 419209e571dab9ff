import type { HostConfig } from '../../../../src/api/schemas.ts';
import type { Clock } from '../../../../src/lib/clock.ts';
import type { EngineEvent } from '../../../../src/lib/engine-event.ts';
import { silentLogger } from '../../../../src/lib/logger.ts';
import type { AttachRequest } from '../../../../src/mgr/network/container-networking.ts';
import type { NetworkConfig } from '../../../../src/mgr/network/deps.ts';
import { EngineNetworkMgr } from '../../../../src/mgr/network/engine-network-mgr.ts';
import { type Db, openDatabase } from '../../../../src/store/database.ts';
import { SqliteEndpointStore } from '../../../../src/store/endpoint-store.ts';
import { SqliteNetworkStore } from '../../../../src/store/network-store.ts';
import { FakeNetworkKernel } from '../../../fakes/fake-network-kernel.ts';

export const signal = new AbortController().signal;

export const CONFIG: NetworkConfig = {
  dataRoot: '/var/lib/joey',
  bridge: '',
  bip: '10.9.0.1/24',
  fixedCidr: '',
  defaultGateway: '',
  defaultAddressPools: [],
  mtu: 0,
  dns: ['9.9.9.9'],
  dnsOptions: [],
  dnsSearch: [],
  hostGatewayIp: '',
  defaultBindingIp: '0.0.0.0',
  icc: true,
  ipMasq: true,
};

/** Time stands still; whoever sleeps waits until the test wakes it. */
export class ManualClock implements Clock {
  time = new Date('2026-01-02T03:04:05Z');
  readonly #sleepers: (() => void)[] = [];

  now(): Date {
    return this.time;
  }

  async sleep(ms: number, ended: AbortSignal): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#sleepers.push(resolve);
      ended.addEventListener('abort', () => reject(new Error(`woken before ${ms}`)));
    });
  }

  wake(): void {
    for (const wake of this.#sleepers.splice(0)) wake();
  }
}

/** A manager on a database in memory and a fake kernel. */
export class NetworkFixture implements AsyncDisposable {
  readonly db: Db;
  readonly kernel: FakeNetworkKernel;
  readonly clock = new ManualClock();
  readonly events: EngineEvent[] = [];
  readonly mgr: EngineNetworkMgr;

  private constructor(db: Db, kernel: FakeNetworkKernel, config: NetworkConfig) {
    this.db = db;
    this.kernel = kernel;
    this.mgr = new EngineNetworkMgr({
      networks: new SqliteNetworkStore(db),
      endpoints: new SqliteEndpointStore(db),
      kernel,
      events: {
        publish: (event, write) => {
          write?.();
          this.events.push(event);
        },
      },
      config: () => config,
      clock: this.clock,
      log: silentLogger,
    });
  }

  static async start(
    config: Partial<NetworkConfig> = {},
    former?: NetworkFixture,
  ): Promise<NetworkFixture> {
    const db = former?.db ?? openDatabase(':memory:');
    const kernel = former?.kernel ?? new FakeNetworkKernel();
    const fixture = new NetworkFixture(db, kernel, { ...CONFIG, ...config });
    await fixture.mgr.start(signal);
    return fixture;
  }

  /** Rows on disk. */
  rows(): unknown[] {
    return this.db.prepare('SELECT container_id, ipv4 FROM endpoint').all();
  }

  actions(): string[] {
    return this.events.map(({ action, attributes }) => `${action} ${attributes['container']}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.mgr[Symbol.asyncDispose]();
    if (this.db.open) this.db.close();
  }
}

export function requestOf(
  containerId: string,
  over: Partial<AttachRequest> & { readonly host?: HostConfig } = {},
): AttachRequest {
  const { host = {}, ...rest } = over;
  return {
    containerId,
    containerName: `name-${containerId}`,
    networkMode: 'default',
    hostname: containerId,
    domainname: '',
    hostConfig: host,
    endpointsConfig: {},
    links: [],
    ...rest,
  };
}
