import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { elapsedMs, type Engine, type Metric } from './bench.ts';

/** Stopped, then from the spawn to the first answered ping. */
async function startUp(engine: Engine): Promise<number> {
  await engine.stop();
  return await elapsedMs(() => engine.start());
}

/** Both engines come to rest: what they needed to start and to load an image is given back by then. */
async function rest(): Promise<() => Promise<void>> {
  await sleep(15_000);
  return () => Promise.resolve();
}

/** Resident memory of the daemon and its containerd together, in MB. */
function memory(engine: Engine): Promise<number> {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const kilobytes = pids
    .filter((pid) => Number(pid) === engine.pid || isContainerdOf(pid, basename(engine.root)))
    .map((pid) =>
      Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]),
    );
  return Promise.resolve(kilobytes.reduce((sum, kb) => sum + kb, 0) / 1024);
}

function isContainerdOf(pid: string, tag: string): boolean {
  try {
    const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    return /(^|\/)containerd\0/.test(line) && line.includes(tag);
  } catch {
    return false;
  }
}

export const PROCESS: readonly Metric[] = [
  {
    name: 'resident memory at rest, daemon and containerd',
    unit: 'MB',
    target: 1,
    runs: 3,
    prepare: rest,
    measure: memory,
  },
  {
    name: 'stopped to first ping, containerd included',
    unit: 'ms',
    target: 0.8,
    runs: 7,
    measure: startUp,
  },
];
