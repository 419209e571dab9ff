import assert from 'node:assert/strict';
import { test } from 'node:test';

import { type InspectExtras, inspectView } from '../../../../../src/mgr/container/view/inspect.ts';
import { recordWith } from '../../../../fakes/container-record.ts';

const extras: InspectExtras = {
  paths: {
    resolvConf: '/c/resolv.conf',
    hostname: '/c/hostname',
    hosts: '/c/hosts',
    log: '/c/log',
  },
  execIds: [],
  sandboxKey: '',
};

test('a created container, in the newest shape', () => {
  const record = recordWith();
  const { State, NetworkSettings, ...rest } = inspectView(record, extras);
  assert.deepEqual(rest, {
    Id: record.id,
    Created: '2024-01-02T03:04:05.678000000Z',
    Path: 'sleep',
    Args: ['1000'],
    Image: 'sha256:aaaa',
    ResolvConfPath: '/c/resolv.conf',
    HostnamePath: '/c/hostname',
    HostsPath: '/c/hosts',
    LogPath: '/c/log',
    Name: '/web',
    RestartCount: 0,
    Driver: 'overlayfs',
    Platform: 'linux',
    ImageManifestDescriptor: {
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      digest: 'sha256:cccc',
      size: 7,
      platform: { os: 'linux', architecture: 'amd64' },
    },
    MountLabel: '',
    ProcessLabel: '',
    AppArmorProfile: '',
    ExecIDs: null,
    HostConfig: record.hostConfig,
    Storage: { RootFS: { Snapshot: { Name: 'overlayfs' } } },
    Mounts: [],
    Config: record.config,
  });
  assert.equal(State.Status, 'created');
  assert.equal(NetworkSettings.SandboxID, '');
  assert.deepEqual(NetworkSettings.Ports, {});
  assert.deepEqual(Object.keys(NetworkSettings.Networks), ['bridge']);
});

test('a running container has a sandbox', () => {
  const state = { status: 'running', pid: 1, startedAt: new Date(), oomKilled: false } as const;
  const record = recordWith({ state });
  const shown = inspectView(record, { ...extras, sandboxKey: '/run/joey/netns/x', execIds: ['e'] });
  assert.equal(shown.NetworkSettings.SandboxKey, '/run/joey/netns/x');
  assert.equal(shown.NetworkSettings.SandboxID, record.id);
  assert.deepEqual(shown.ExecIDs, ['e']);
});

test('sizes, profile and default limits come from outside', () => {
  const hostConfig = { Ulimits: [{ Name: 'nofile', Soft: 1, Hard: 1 }] };
  const shown = inspectView(recordWith({ hostConfig }), {
    ...extras,
    size: { rw: 1, rootFs: 2 },
    apparmorProfile: 'docker-default',
    ulimits: [
      { Name: 'nofile', Soft: 9, Hard: 9 },
      { Name: 'core', Soft: 0, Hard: 0 },
    ],
  });
  assert.equal(shown.SizeRw, 1);
  assert.equal(shown.AppArmorProfile, 'docker-default');
  assert.deepEqual(shown.HostConfig.Ulimits, [
    { Name: 'nofile', Soft: 1, Hard: 1 },
    { Name: 'core', Soft: 0, Hard: 0 },
  ]);
});

test('a container without arguments has an empty list, not null', () => {
  const { Path, Args } = inspectView(recordWith({ config: { Cmd: ['true'] } }), extras);
  assert.deepEqual([Path, Args], ['true', []]);
});
