/** After many lifecycles, execs and dropped attaches everything is back at its start value. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import Database from 'better-sqlite3';

import { EngineFixture, waitFor } from '../../helpers/engine-fixture.ts';

const LIFECYCLES = 200;
const EXECS = 200;
const ATTACHES = 50;

interface Census {
  /** What each descriptor is, without numbers that change. */
  readonly descriptors: readonly string[];
  readonly namespaces: number;
  readonly veths: number;
  readonly mounts: number;
  readonly snapshots: number;
  readonly shims: number;
  readonly rows: number;
  readonly fifos: number;
}

test('200 lifecycles, 200 execs and 50 dropped attaches leave nothing behind', async () => {
  await using engine = await EngineFixture.create();
  await engine.dockerOk('run', '-d', '-i', '--name', 'host', 'busybox', 'sleep', '3600');
  await lifecycles(engine, 20);
  await execs(engine, 20);
  // Threads without work are ended after ten seconds.
  await sleep(12_000);
  const before = await settled(engine);
  const memoryBefore = residentMb(engine.pid);
  await lifecycles(engine, LIFECYCLES);
  await execs(engine, EXECS);
  for (let i = 0; i < ATTACHES; i += 1) await attachAndDrop(engine);
  await waitFor(
    'the census to be as before',
    () => Promise.resolve(JSON.stringify(census(engine)) === JSON.stringify(before)),
    60_000,
  ).catch(() => undefined);
  assert.deepEqual(census(engine), before);
  const grown = residentMb(engine.pid) - memoryBefore;
  assert.ok(grown < 40, `resident memory grew by ${grown.toFixed(1)} MB`);
});

async function lifecycles(engine: EngineFixture, count: number): Promise<void> {
  await inParallel(4, count, async () => {
    const created = await engine.api({
      method: 'POST',
      path: '/containers/create',
      body: { Image: 'busybox', Cmd: ['echo', 'hello'] },
    });
    assert.equal(created.status, 201, created.text);
    const { Id } = created.body as { Id: string };
    assert.equal(
      (await engine.api({ method: 'POST', path: `/containers/${Id}/start` })).status,
      204,
    );
    assert.equal(
      (await engine.api({ method: 'POST', path: `/containers/${Id}/wait` })).status,
      200,
    );
    assert.equal((await engine.api({ method: 'DELETE', path: `/containers/${Id}` })).status, 204);
  });
}

async function execs(engine: EngineFixture, count: number): Promise<void> {
  await inParallel(4, count, async () => {
    const body = { Cmd: ['true'], AttachStdout: true };
    const created = await engine.api({ method: 'POST', path: '/containers/host/exec', body });
    const { Id } = created.body as { Id: string };
    const started = await engine.api({
      method: 'POST',
      path: `/exec/${Id}/start`,
      body: { Detach: false },
    });
    assert.equal(started.status, 200);
  });
}

async function inParallel(
  workers: number,
  count: number,
  work: () => Promise<void>,
): Promise<void> {
  let left = count;
  await Promise.all(
    Array.from({ length: workers }, async () => {
      while (left-- > 0) await work();
    }),
  );
}

function attachAndDrop(engine: EngineFixture): Promise<void> {
  return new Promise((resolve, reject) => {
    const call = request({
      socketPath: engine.socket,
      method: 'POST',
      path: '/containers/host/attach?stream=1&stdin=1&stdout=1',
      headers: { host: 'docker', connection: 'Upgrade', upgrade: 'tcp' },
    });
    call.on('upgrade', (_answer, socket) => {
      socket.on('close', () => resolve());
      socket.destroy();
    });
    call.on('error', reject);
    call.end();
  });
}

async function settled(engine: EngineFixture): Promise<Census> {
  let last = '';
  let same = 0;
  await waitFor('the census to settle', () => {
    const now = JSON.stringify(census(engine));
    same = now === last ? same + 1 : 0;
    last = now;
    return Promise.resolve(same >= 10);
  });
  return census(engine);
}

function census({ pid, root, execRoot, tag, bridge }: EngineFixture): Census {
  const mounts = readFileSync('/proc/self/mounts', 'utf8')
    .split('\n')
    .filter((line) => line.includes(tag));
  const database = new Database(join(root, 'data/joey.db'), { readonly: true });
  try {
    const count = (table: string): number =>
      (database.prepare(`SELECT count(*) AS n FROM ${table}`).get() as { n: number }).n;
    return {
      descriptors: descriptorsOf(pid),
      namespaces: list(join(execRoot, 'netns')),
      veths: list(`/sys/class/net/${bridge}/brif`),
      mounts: mounts.length,
      snapshots: list(
        join(root, 'data/containerd/io.containerd.snapshotter.v1.overlayfs/snapshots'),
      ),
      shims: shimsOf(tag),
      rows: count('container') + count('endpoint'),
      fifos: list(join(execRoot, 'io')),
    };
  } finally {
    database.close();
  }
}

function descriptorsOf(pid: number): string[] {
  return readdirSync(`/proc/${pid}/fd`)
    .map((fd) => targetOf(`/proc/${pid}/fd/${fd}`).replace(/\[\d+\]$/, ''))
    .sort();
}

function targetOf(link: string): string {
  try {
    return readlinkSync(link);
  } catch {
    return 'gone';
  }
}

function list(directory: string): number {
  try {
    return readdirSync(directory).length;
  } catch {
    return 0;
  }
}

function shimsOf(tag: string): number {
  return readdirSync('/proc').filter((name) => {
    try {
      const line = readFileSync(`/proc/${name}/cmdline`, 'utf8');
      return line.includes('containerd-shim') && line.includes(tag);
    } catch {
      return false;
    }
  }).length;
}

function residentMb(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]) / 1024;
}
