import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { parseFlags } from '../../../../src/daemon/config/flags.ts';
import { loadConfig } from '../../../../src/daemon/config/load.ts';
import { systemClock } from '../../../../src/lib/clock.ts';
import { unavailable } from '../../../../src/lib/errors.ts';
import { readHostFacts } from '../../../../src/lib/host-facts.ts';
import type { SystemMgrDeps } from '../../../../src/mgr/system/deps.ts';
import { EngineSystemMgr } from '../../../../src/mgr/system/engine-system-mgr.ts';
import { EventHub } from '../../../../src/mgr/system/event-hub.ts';
import { EngineMetrics } from '../../../../src/mgr/system/metrics.ts';
import { parseOsRelease } from '../../../../src/mgr/system/os-release.ts';
import { parseVersion } from '../../../../src/mgr/system/program-version.ts';
import { maskCredentials } from '../../../../src/mgr/system/registry-config.ts';
import { warnings } from '../../../../src/mgr/system/warnings.ts';
import { openDatabase } from '../../../../src/store/database.ts';
import { SqliteEventStore } from '../../../../src/store/event-store.ts';

const never = (): AbortSignal => new AbortController().signal;
const host = readHostFacts({ runtimes: ['runc'], cgroupDriver: 'cgroupfs' });

async function newSystem(
  argv: string[] = [],
  changes: Partial<SystemMgrDeps> = {},
): Promise<{ system: EngineSystemMgr; metrics: EngineMetrics; hub: EventHub } & Disposable> {
  const { config } = await loadConfig(parseFlags(argv), {});
  const db = openDatabase(':memory:');
  const metrics = new EngineMetrics();
  const hub = new EventHub({
    store: new SqliteEventStore(db),
    clock: systemClock,
    retention: () => ({ count: 100, ageMs: 1e9 }),
    observe: metrics.observeEvent,
  });
  const system = new EngineSystemMgr({
    settings: () => config,
    engineId: 'the-id',
    host,
    runtime: { version: () => Promise.resolve({ version: '1.6.20', revision: 'abc' }) },
    events: hub,
    metrics,
    clock: systemClock,
    containerCounts: () => ({ running: 2, paused: 1, stopped: 3 }),
    imageCount: () => Promise.resolve(7),
    firewall: () => 'nftables',
    containerdAddress: () => '/run/joey/containerd/containerd.sock',
    drivers: { volume: ['local'], network: ['bridge', 'host', 'null'], log: ['json-file'] },
    ...changes,
  });
  return { system, metrics, hub, [Symbol.dispose]: () => db.close() };
}

describe('info', () => {
  it('tells the state of the engine and of its host', async () => {
    using engine = await newSystem([
      '--label=a=b',
      '--insecure-registry=reg.example:5000',
      '--insecure-registry=10.0.0.0/8',
      '--add-runtime=own=/opt/own',
      '--default-address-pool=base=10.9.0.0/16,size=24',
      '--https-proxy=http://user:secret@proxy:1',
      '--default-cgroupns-mode=private',
    ]);
    const info = await engine.system.info(never());
    assert.equal(info.ID, 'the-id');
    assert.equal(info.Containers, 6);
    assert.equal(info.ContainersStopped, 3);
    assert.equal(info.Images, 7);
    assert.equal(info.Driver, 'overlayfs');
    assert.deepEqual(info.Labels, ['a=b']);
    assert.equal(info.NCPU, host.cpus);
    assert.equal(info.ContainerdCommit.ID, 'abc');
    assert.deepEqual(info.RegistryConfig?.InsecureRegistryCIDRs, [
      '::1/128',
      '127.0.0.0/8',
      '10.0.0.0/8',
    ]);
    assert.equal(info.RegistryConfig.IndexConfigs?.['reg.example:5000']?.Secure, false);
    assert.deepEqual(info.Runtimes['own'], { path: '/opt/own' });
    assert.deepEqual(info.Runtimes['runc'], { path: 'runc' });
    assert.deepEqual(info.DefaultAddressPools, [{ Base: '10.9.0.0/16', Size: 24 }]);
    assert.equal(info.HttpsProxy, 'http://xxxxx:xxxxx@proxy:1/');
    assert.equal(info.Swarm.LocalNodeState, 'inactive');
    assert.equal(info.Containerd?.Namespaces?.Containers, 'joey');
    assert(info.SecurityOptions.includes('name=seccomp,profile=builtin'));
    assert(info.SecurityOptions.includes('name=cgroupns'));
    assert(info.OperatingSystem.length > 0 && info.NFd > 0);
  });

  it('and version answer while containerd is away', async () => {
    using engine = await newSystem([], {
      runtime: { version: () => Promise.reject(unavailable('gone')) },
    });
    assert.equal((await engine.system.info(never())).ContainerdCommit.ID, 'N/A');
    const { Components = [] } = await engine.system.version(never());
    assert.equal(Components.find(({ Name }) => Name === 'containerd')?.Version, 'N/A');
  });
});

it('version names the engine first and what it is made of', async () => {
  using engine = await newSystem(['--min-api-version=1.40', '--experimental']);
  const version = await engine.system.version(never());
  assert.equal(version.ApiVersion, '1.56');
  assert.equal(version.MinAPIVersion, '1.40');
  assert.equal(version.Experimental, true);
  assert.deepEqual(
    version.Components?.map(({ Name }) => Name),
    ['Engine', 'containerd', 'runc', 'docker-init'],
  );
  assert.equal(version.Components[0]?.Details?.['ApiVersion'], '1.56');
});

it('a reload is an event with the settings in force', async () => {
  using engine = await newSystem(['--label=a=b']);
  engine.system.announceReload();
  for await (const event of engine.hub.subscribe({ untilMs: Date.now() }, never())) {
    assert.equal(`${event.type} ${event.action} ${event.id}`, 'daemon reload the-id');
    assert.equal(event.attributes['labels'], '["a=b"]');
    assert.equal(event.attributes['name'], host.hostname);
    return;
  }
  assert.fail('no event');
});

it('metrics show containers, events, durations and the process', async () => {
  using engine = await newSystem();
  engine.metrics.observeOperation('ContainerStart', 0.001);
  engine.metrics.observeOperation('ContainerStart', 3);
  engine.metrics.observeOperation('ContainerWait', 3);
  engine.hub.publish({
    type: 'container',
    action: 'exec_create: sh -c "x"',
    id: 'c',
    attributes: {},
    time: new Date(),
  });
  const { contentType, body } = await engine.system.metrics();
  assert.match(contentType, /^text\/plain; version=0\.0\.4/);
  for (const line of [
    'engine_daemon_container_states_containers{state="running"} 2',
    'engine_daemon_events_total{type="container",action="exec_create"} 1',
    'engine_daemon_container_actions_seconds_bucket{action="start",le="2.5"} 1',
    'engine_daemon_container_actions_seconds_bucket{action="start",le="5"} 2',
    'engine_daemon_container_actions_seconds_bucket{action="start",le="+Inf"} 2',
    'engine_daemon_container_actions_seconds_count{action="start"} 2',
  ]) {
    assert(body.includes(`${line}\n`), line);
  }
  assert.match(body, /^process_resident_memory_bytes \d+$/m);
});

describe('parsers', () => {
  it('of os-release take the quotes off', () => {
    assert.deepEqual(parseOsRelease('NAME=X\nPRETTY_NAME="Debian 12 (x)"\nVERSION_ID=\'12\'\n'), {
      name: 'Debian 12 (x)',
      version: '12',
    });
    assert.deepEqual(parseOsRelease(''), { name: 'Linux', version: '' });
  });

  it('of --version know runc, crun and tini', () => {
    assert.deepEqual(parseVersion('runc version 1.1.5+ds1\ncommit: 1.1.5-1\nspec: 1.0.2\n'), {
      version: '1.1.5+ds1',
      commit: '1.1.5-1',
    });
    assert.deepEqual(parseVersion('crun version 1.8\ncommit: 0356bf4aff9a\nrundir: /run\n'), {
      version: '1.8',
      commit: '0356bf4aff9a',
    });
    assert.deepEqual(parseVersion('tini version 0.19.0 - git.de40ad0'), {
      version: '0.19.0',
      commit: 'de40ad0',
    });
    assert.deepEqual(parseVersion('?'), { version: 'N/A', commit: 'N/A' });
  });
});

it('warnings are null for a capable host behind a unix socket', () => {
  const able = Object.fromEntries(Object.keys(host.cgroup).map((key) => [key, true]));
  const cgroup = { ...host.cgroup, ...able, version: 2 } as typeof host.cgroup;
  const quiet = { listeners: [{ kind: 'unix' }], tls: false };
  assert.equal(warnings({ cgroup, ipv4Forwarding: true }, quiet), null);
  const open = { listeners: [{ kind: 'tcp', host: '0.0.0.0', port: 2375 }], tls: false };
  const poor = { cgroup: { ...cgroup, swapLimit: false }, ipv4Forwarding: false };
  assert.deepEqual(warnings(poor, open)?.slice(1), [
    'WARNING: No swap limit support',
    'WARNING: IPv4 forwarding is disabled',
  ]);
  assert.match(
    warnings(poor, open)?.[0] ?? '',
    /^WARNING: API is accessible on http:\/\/0\.0\.0\.0:2375/,
  );
});

it('a proxy is shown without its password', () => {
  assert.equal(maskCredentials('http://p:1'), 'http://p:1');
  assert.equal(maskCredentials(''), '');
});
