import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { silentLogger } from '../../../src/lib/logger.ts';
import { unshare } from '../../../src/lib/sys/namespaces.ts';
import type { FirewallChoice } from '../../../src/network/firewall/plan.ts';
import { createNetworkKernel } from '../../../src/network/kernel.ts';
import { NetWorkerThread } from '../../../src/network/net-worker.ts';
import type { NetworkKernel } from '../../../src/network/network-kernel.ts';

const isRoot = process.getuid?.() === 0;

export const asRoot = { skip: isRoot ? false : 'needs root' };

// This process, and so every thread and child that it starts, gets a network of its own: the tests
// neither see nor touch that of the machine, whatever happens to them.
if (isRoot) {
  unshare('net');
  execFileSync('ip', ['link', 'set', 'lo', 'up']);
}

export const command = (file: string, ...args: readonly string[]): string =>
  execFileSync(file, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

/** Runs a program in a sandbox. */
export const within = (sandbox: string, ...args: readonly string[]): string =>
  command('nsenter', `--net=${sandbox}`, ...args);

export const links = (): string[] =>
  command('ip', '-o', 'link')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split(': ')[1]!.split('@')[0]!);

/** Whether a packet comes back. */
export function pings(sandbox: string, address: string): boolean {
  try {
    within(sandbox, 'busybox', 'ping', '-c', '1', '-W', '2', address);
    return true;
  } catch {
    return false;
  }
}

/** Waits until the kernel, which takes namespaces down by and by, has done so. */
export async function eventually(isTrue: () => boolean): Promise<boolean> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if (isTrue()) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}

/** Directories of an engine and its net worker. */
export class Host implements AsyncDisposable {
  readonly root = mkdtempSync(join(tmpdir(), 'joey-net-'));
  readonly worker = new NetWorkerThread(silentLogger);
  readonly kernel: NetworkKernel;

  constructor(firewallBackend: FirewallChoice = '') {
    this.kernel = createNetworkKernel(
      this.worker,
      {
        execRoot: this.root,
        dataRoot: this.root,
        iptables: true,
        ip6tables: true,
        userlandProxy: true,
        ipForward: true,
        firewallBackend,
      },
      silentLogger,
    );
  }

  /** Namespaces that are still pinned. */
  pinned(): string[] {
    try {
      return readdirSync(join(this.root, 'netns'));
    } catch {
      return [];
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const id of this.pinned()) {
      await this.kernel.sandboxes.remove(id, new AbortController().signal);
    }
    await this.kernel[Symbol.asyncDispose]();
    await this.worker[Symbol.asyncDispose]();
    rmSync(this.root, { recursive: true, force: true });
  }
}

export const isNamespace = (path: string): boolean => statfsSync(path).type === 0x6e736673;
