import type {
  AttachRequest,
  ContainerNetworking,
  Membership,
  Sandbox,
} from '../../src/mgr/network/container-networking.ts';

const FILES = { hosts: '127.0.0.1 localhost\n', hostname: 'h\n', resolvConf: '' };

/** The host's network for everybody; tells what was asked of it. */
export class FakeNetworking implements ContainerNetworking {
  readonly checked: AttachRequest[] = [];
  readonly attached = new Set<string>();
  readonly detached: string[] = [];
  readonly connections: string[] = [];
  readonly names = new Map<string, string>();
  living: ReadonlySet<string> = new Set();
  readonly #failures: Error[] = [];

  failNext(error: Error): void {
    this.#failures.push(error);
  }

  check(request: AttachRequest): void {
    this.checked.push(request);
  }

  attach({ containerId, containerName, hostname }: AttachRequest): Promise<Sandbox> {
    const failure = this.#failures.shift();
    if (failure !== undefined) return Promise.reject(failure);
    this.attached.add(containerId);
    this.names.set(containerId, containerName);
    const files = { hosts: '127.0.0.1 localhost\n', hostname: `${hostname}\n`, resolvConf: '' };
    return Promise.resolve({ netnsPath: '', endpoints: {}, files });
  }

  detach(containerId: string): Promise<void> {
    this.attached.delete(containerId);
    this.detached.push(containerId);
    return Promise.resolve();
  }

  renamed(containerId: string, name: string): void {
    this.names.set(containerId, name);
  }

  nameOf(ref: string): string {
    return ref;
  }

  connect({ containerId }: AttachRequest, network: string): Promise<Membership> {
    this.connections.push(`${containerId} to ${network}`);
    return Promise.resolve({ endpoints: {}, files: FILES });
  }

  disconnect({ containerId }: AttachRequest, network: string): Promise<Membership> {
    this.connections.push(`${containerId} from ${network}`);
    return Promise.resolve({ endpoints: {}, files: FILES });
  }

  restore(living: readonly AttachRequest[]): Promise<void> {
    this.living = new Set(living.map(({ containerId }) => containerId));
    return Promise.resolve();
  }
}
