import { mkdirSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { isErrno } from '../lib/errors.ts';
import type { Logger } from '../lib/logger.ts';
import { NameServerThread } from './dns/name-server-thread.ts';
import type { Sandboxes } from './driver.ts';
import { BridgeDriver } from './drivers/bridge.ts';
import { ParentDriver } from './drivers/parent.ts';
import { hostDriver, nullDriver } from './drivers/unaddressed.ts';
import type { FirewallChoice } from './firewall/plan.ts';
import { firewallTable } from './instance.ts';
import type { NetWorker } from './net-worker.ts';
import type { NetworkKernel } from './network-kernel.ts';
import { BoundHostPorts } from './ports/bound-host-ports.ts';
import { RelayThread } from './ports/relay-thread.ts';

export interface NetworkKernelConfig {
  readonly execRoot: string;
  readonly dataRoot: string;
  /** Whether to write firewall rules (dockerd's name for it, nftables or not). */
  readonly iptables: boolean;
  /** The same for IPv6 alone. */
  readonly ip6tables: boolean;
  /** Whether the daemon serves published ports where NAT does not. */
  readonly userlandProxy: boolean;
  readonly ipForward: boolean;
  readonly firewallBackend: FirewallChoice;
}

/** The drivers and namespaces of this host, by the net worker. */
export function createNetworkKernel(
  worker: NetWorker,
  config: NetworkKernelConfig,
  log: Logger,
): NetworkKernel {
  const { iptables: enabled, ip6tables: ipv6, ipForward, firewallBackend: choice } = config;
  const firewall = { table: firewallTable(config.dataRoot), enabled, ipv6, choice };
  const bridge = new BridgeDriver(worker, { firewall, ipForward }, log);
  const nat = { ipv4: enabled, ipv6: enabled && ipv6 };
  const relay = new RelayThread(log);
  const ports = new BoundHostPorts({ nat, relay: config.userlandProxy }, relay, log);
  const names = new NameServerThread(worker, log);
  return {
    drivers: {
      bridge,
      macvlan: new ParentDriver('macvlan', worker),
      ipvlan: new ParentDriver('ipvlan', worker),
      host: hostDriver,
      null: nullDriver,
    },
    sandboxes: new PinnedSandboxes(worker, join(config.execRoot, 'netns')),
    wake: () => worker.wake(),
    hostNetwork: (signal) => worker.call('hostNetwork', [], signal),
    names,
    ports,
    [Symbol.asyncDispose]: async () => {
      bridge[Symbol.dispose]();
      await names[Symbol.asyncDispose]();
      await ports[Symbol.asyncDispose]();
    },
  };
}

/** Namespaces kept by bind mounts, `<execRoot>/netns/<container>`. */
class PinnedSandboxes implements Sandboxes {
  readonly #worker: NetWorker;
  readonly #directory: string;
  #made = false;

  constructor(worker: NetWorker, directory: string) {
    this.#worker = worker;
    this.#directory = directory;
  }

  pathOf(containerId: string): string {
    return join(this.#directory, containerId);
  }

  async create(containerId: string, signal: AbortSignal): Promise<void> {
    // At once: calls that follow count on their turn.
    if (!this.#made) mkdirSync(this.#directory, { recursive: true, mode: 0o700 });
    this.#made = true;
    await this.#worker.call('createSandbox', [this.pathOf(containerId)], signal);
  }

  async remove(containerId: string, signal: AbortSignal): Promise<void> {
    await this.#worker.call('removeSandbox', [this.pathOf(containerId)], signal);
  }

  async setDefaultRoutes(
    containerId: string,
    routes: Parameters<Sandboxes['setDefaultRoutes']>[1],
    signal: AbortSignal,
  ): Promise<void> {
    await this.#worker.call('setDefaultRoutes', [this.pathOf(containerId), routes], signal);
  }

  async list(): Promise<string[]> {
    try {
      return await readdir(this.#directory);
    } catch (err) {
      if (isErrno(err, 'ENOENT')) return [];
      throw err;
    }
  }
}
