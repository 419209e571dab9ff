import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

import { run } from '../../src/lib/exec.ts';

const SETTLE_MS = 15_000;

/** What engines make on a host, a line each: interfaces, namespaces, firewall rules, mounts, processes. */
export async function hostState(): Promise<string[]> {
  return [
    ...readdirSync('/sys/class/net').map((name) => `interface ${name}`),
    ...namesIn('/run/netns').map((name) => `network namespace ${name}`),
    ...(await linesOf('nft', ['list', 'tables'])).filter((line) => line.includes('joey')),
    ...(await linesOf('iptables-save', [])).filter(isOurs),
    ...(await linesOf('ip6tables-save', [])).filter(isOurs),
    ...mountPoints().map((path) => `mount ${path}`),
    ...processes(),
  ];
}

/** What has come since; the kernel and ending processes get some seconds to be done. */
export async function newcomers(before: readonly string[]): Promise<string[]> {
  const known = new Set(before);
  for (const deadline = Date.now() + SETTLE_MS; ;) {
    const found = (await hostState()).filter((line) => !known.has(line));
    if (found.length === 0 || Date.now() > deadline) return found;
    await sleep(500);
  }
}

const isOurs = (line: string): boolean => /joey/i.test(line);

async function linesOf(file: string, args: readonly string[]): Promise<string[]> {
  try {
    return (await run(file, args)).split('\n').filter((line) => line !== '');
  } catch {
    // Not installed, or not permitted: then nobody made anything with it.
    return [];
  }
}

function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}

const mountPoints = (): string[] =>
  readFileSync('/proc/self/mounts', 'utf8')
    .split('\n')
    .flatMap((line) => line.split(' ')[1] ?? []);

const ENGINES =
  /(^|\/)(containerd|containerd-shim-runc-v2|dockerd|docker-proxy|joeyd\.js|docker-registry)\0/;

function processes(): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
        return ENGINES.test(line)
          ? [`process ${pid} ${line.replaceAll('\0', ' ').slice(0, 100)}`]
          : [];
      } catch {
        return [];
      }
    });
}
