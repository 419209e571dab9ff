import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { isErrno } from '../lib/errors.ts';
import type { Logger } from '../lib/logger.ts';
import type { NetworkKernel, Sandboxes } from './driver.ts';
import { BridgeDriver } from './drivers/bridge.ts';
import { hostDriver, nullDriver } from './drivers/unaddressed.ts';
import type { FirewallChoice } from './firewall/plan.ts';
import { firewallTable } from './instance.ts';
import type { NetWorker } from './net-worker.ts';

export interface NetworkKernelConfig {
  readonly execRoot: string;
  readonly dataRoot: string;
  /** Whether to write firewall rules (dockerd's name for it, nftables or not). */
  readonly iptables: boolean;
  readonly ipForward: boolean;
  readonly firewallBackend: FirewallChoice;
}

/** The drivers and namespaces of this host, by the net worker. */
export function createNetworkKernel(
  worker: NetWorker,
  config: NetworkKernelConfig,
  log: Logger,
): NetworkKernel {
  const { iptables: enabled, ipForward, firewallBackend: choice } = config;
  const bridge = {
    firewall: { table: firewallTable(config.dataRoot), enabled, choice },
    ipForward,
  };
  return {
    drivers: { bridge: new BridgeDriver(worker, bridge, log), host: hostDriver, null: nullDriver },
    sandboxes: new PinnedSandboxes(worker, join(config.execRoot, 'netns')),
    wake: () => worker.wake(),
    hostNetwork: (signal) => worker.call('hostNetwork', [], signal),
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
    if (!this.#made) await mkdir(this.#directory, { recursive: true, mode: 0o700 });
    this.#made = true;
    await this.#worker.call('createSandbox', [this.pathOf(containerId)], signal);
  }

  async remove(containerId: string, signal: AbortSignal): Promise<void> {
    await this.#worker.call('removeSandbox', [this.pathOf(containerId)], signal);
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
