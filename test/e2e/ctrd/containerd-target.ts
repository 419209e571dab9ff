import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';

import { connectContainerd } from '../../../src/ctrd/connect.ts';
import type { Containerd } from '../../../src/ctrd/containerd.ts';
import { startContainerd, type SupervisedContainerd } from '../../../src/ctrd/supervisor.ts';
import { silentLogger } from '../../../src/lib/logger.ts';
import type { OciSpec } from '../../../src/lib/oci.ts';
import type { ContainerdTarget } from '../../suites/containerd-suite.ts';

export const NAMESPACE = 'joey-test';

export interface RealContainerd extends ContainerdTarget {
  readonly dir: string;
  /** Who is stopped in the end; a test that stopped it sets another. */
  supervisor: SupervisedContainerd;
  readonly runtime: Containerd;
}

/** A containerd of its own below a new directory; disposal removes everything and complains about what is left. */
export async function openRealContainerd(): Promise<RealContainerd> {
  const dir = await mkdtemp('/tmp/joey-ctrd-');
  const supervisor = await startContainerd(optionsFor(dir));
  const runtime = await connectContainerd({
    address: supervisor.address,
    namespace: NAMESPACE,
    log: silentLogger,
  });
  await runtime.namespaces.ensure(NAMESPACE, AbortSignal.timeout(5000));
  const rootfs = await makeRootfs(join(dir, 'rootfs'));
  const target: RealContainerd = {
    dir,
    supervisor,
    runtime,
    rootfs: () => Promise.resolve([{ type: 'bind', source: rootfs, options: ['rbind', 'rw'] }]),
    spec: specOf,
    async [Symbol.asyncDispose]() {
      const left = await leftovers(dir, runtime);
      await runtime[Symbol.asyncDispose]();
      await target.supervisor[Symbol.asyncDispose]();
      left.push(...(await processesOf(dir)).map((args) => `process ${args}`));
      left.push(...(await mountsOf(dir)).map((mount) => `mount ${mount}`));
      const sockets = (await readdir(dir)).filter((name) => name.includes('.sock'));
      left.push(...sockets.map((socket) => `socket ${socket}`));
      left.push(...(await cgroupsLeft()));
      if (left.length > 0) throw new Error(`left behind: ${left.join(', ')}`);
      await rm(dir, { recursive: true, force: true });
    },
  };
  return target;
}

export const optionsFor = (dir: string): Parameters<typeof startContainerd>[0] => ({
  root: join(dir, 'root'),
  state: join(dir, 'state'),
  address: join(dir, 'containerd.sock'),
  binary: 'containerd',
  logLevel: 'info',
  log: silentLogger,
});

async function leftovers(dir: string, runtime: Containerd): Promise<string[]> {
  const signal = AbortSignal.timeout(10_000);
  const tasks = (await runtime.tasks.list(signal)).map(({ id }) => `task ${id}`);
  const containers = (await runtime.containers.list(signal)).map(({ id }) => `container ${id}`);
  const shims = (await processesOf(dir)).filter((args) => args.includes('containerd-shim'));
  return [...tasks, ...containers, ...shims];
}

/** Command lines that name the directory. */
export async function processesOf(dir: string): Promise<string[]> {
  const found: string[] = [];
  for (const pid of await readdir('/proc')) {
    if (!/^\d+$/.test(pid)) continue;
    const args = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (args.includes(dir)) found.push(args.replaceAll('\0', ' '));
  }
  return found;
}

async function mountsOf(dir: string): Promise<string[]> {
  const mounts = await readFile('/proc/self/mounts', 'utf8');
  return mounts.split('\n').filter((line) => line.includes(dir));
}

/** Of cgroup v1 (a directory a controller), v2, or both. */
async function cgroupsLeft(): Promise<string[]> {
  const top = '/sys/fs/cgroup';
  const dirs = [top, ...(await readdir(top)).map((name) => join(top, name))];
  const found: string[] = [];
  for (const dir of dirs) {
    const names = await readdir(dir).catch(() => []);
    const ours = names.filter((name) => name.startsWith(`joey-ctrd-${process.pid}-`));
    found.push(...ours.map((name) => `cgroup ${join(dir, name)}`));
  }
  return found;
}

async function makeRootfs(dir: string): Promise<string> {
  for (const sub of ['bin', 'proc', 'dev', 'tmp', 'sys']) {
    await mkdir(join(dir, sub), { recursive: true });
  }
  await copyFile('/bin/busybox', join(dir, 'bin/busybox'));
  for (const name of ['sh', 'sleep', 'true', 'cat', 'stty', 'echo', 'dd']) {
    await symlink('busybox', join(dir, 'bin', name));
  }
  return dir;
}

function specOf(args: readonly string[]): OciSpec {
  const namespaces = (['pid', 'mount', 'ipc', 'uts', 'network'] as const).map((type) => ({ type }));
  return {
    ociVersion: '1.0.2',
    process: {
      user: { uid: 0, gid: 0 },
      args: [...args],
      env: ['PATH=/bin'],
      cwd: '/',
      capabilities: { bounding: ['CAP_KILL'], effective: ['CAP_KILL'], permitted: ['CAP_KILL'] },
      noNewPrivileges: true,
    },
    root: { path: 'rootfs' },
    hostname: 'suite',
    mounts: [
      { destination: '/proc', type: 'proc', source: 'proc' },
      { destination: '/dev', type: 'tmpfs', source: 'tmpfs', options: ['nosuid', 'mode=755'] },
      {
        destination: '/dev/pts',
        type: 'devpts',
        source: 'devpts',
        options: ['newinstance', 'ptmxmode=0666'],
      },
    ],
    linux: { namespaces, cgroupsPath: `/joey-ctrd-${process.pid}-${counter++}` },
  };
}

let counter = 0;
