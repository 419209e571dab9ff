import { internal } from '../../src/lib/errors.ts';
import type { PublishedPort } from '../../src/network/driver.ts';
import type { HostPorts, PortOwner, PortWish } from '../../src/network/ports/host-ports.ts';

const FIRST_EPHEMERAL = 32_768;

/** The host's ports in memory, all of them free at first. */
export class FakeHostPorts implements HostPorts {
  readonly held = new Map<string, readonly PublishedPort[]>();
  /** What the next reservation fails with. */
  failure: Error | undefined;

  async reserve(owner: PortOwner, wishes: readonly PortWish[]): Promise<readonly PublishedPort[]> {
    await Promise.resolve();
    const { failure } = this;
    this.failure = undefined;
    if (failure !== undefined) throw failure;
    const own = this.held.get(owner.endpointId) ?? owner.former;
    const ports =
      own ?? wishes.reduce<PublishedPort[]>((found, wish) => this.#add(found, wish), []);
    this.held.set(owner.endpointId, ports);
    return ports;
  }

  async release(endpointId: string): Promise<void> {
    await Promise.resolve(this.held.delete(endpointId));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.resolve();
  }

  #add(found: readonly PublishedPort[], wish: PortWish): PublishedPort[] {
    const { protocol, containerPort, hostIp } = wish;
    const addresses = hostIp === '' ? ['0.0.0.0', '::'] : [hostIp];
    const taken = [...this.held.values()].flat().concat(found);
    const last = wish.first === 0 ? 65_535 : wish.last;
    for (let port = wish.first === 0 ? FIRST_EPHEMERAL : wish.first; port <= last; port += 1) {
      if (taken.some((other) => other.protocol === protocol && other.hostPort === port)) continue;
      const chosen = { protocol, containerPort, hostPort: port };
      return [...found, ...addresses.map((address) => ({ ...chosen, hostIp: address }))];
    }
    const message = `Bind for ${addresses[0]}:${wish.first} failed: port is already allocated`;
    throw internal(wish.first === wish.last ? message : 'all ports are allocated');
  }
}
