import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { ContainerUpdateBody, HostConfig } from '../../../../src/api/schemas.ts';
import { updateResources } from '../../../../src/mgr/container/update-resources.ts';
import { HOST, hostWithCgroup } from '../../../fakes/host-facts.ts';

const update = (body: ContainerUpdateBody, hostConfig: HostConfig = {}, host = HOST) =>
  updateResources({ id: 'abc', hostConfig }, body, { host, blockDevices: new Map() });

test('what is absent, null, zero or empty stays', () => {
  const before = { CpuShares: 5, Memory: 10 ** 7, MemorySwap: 2 * 10 ** 7, CpusetCpus: '0' };
  const body = { CpuShares: 0, CpusetCpus: '', PidsLimit: null, BlkioWeight: 100 };
  const { hostConfig, ociResources } = update(body, before);
  assert.deepEqual(hostConfig, { ...before, BlkioWeight: 100 });
  assert.deepEqual(ociResources, {
    memory: { limit: 10 ** 7, swap: 2 * 10 ** 7 },
    cpu: { shares: 5, cpus: '0' },
    blockIO: { weight: 100 },
  });
});

test('a new restart policy alone touches no task', () => {
  const { hostConfig, ociResources } = update({ RestartPolicy: { Name: 'always' } });
  assert.deepEqual(hostConfig.RestartPolicy, { Name: 'always', MaximumRetryCount: 0 });
  assert.equal(ociResources, undefined);
});

test('limits can be taken away', () => {
  assert.deepEqual(update({ PidsLimit: 0 }).ociResources, { pids: { limit: -1 } });
  const { ociResources } = update({ Memory: 10 ** 7, MemorySwap: -1 });
  assert.deepEqual(ociResources, { memory: { limit: 10 ** 7, swap: -1 } });
});

const REFUSED: readonly [ContainerUpdateBody, HostConfig, string, string][] = [
  [{ Memory: 1 }, {}, 'invalidArgument', 'Minimum memory limit allowed is 6MB'],
  [
    { RestartPolicy: { Name: 'x' } },
    {},
    'invalidArgument',
    "invalid restart policy: unknown policy 'x'; use one of 'no', 'always', 'on-failure', or 'unless-stopped'",
  ],
  [
    { Memory: 10 ** 7 },
    {},
    'conflict',
    'Cannot update container abc: Memory limit should be smaller than already set memoryswap limit, update the memoryswap at the same time',
  ],
  [
    { NanoCpus: 1e9 },
    { CpuQuota: 1000 },
    'conflict',
    'Cannot update container abc: Conflicting options: Nano CPUs cannot be updated as CPU Quota has already been set',
  ],
  [
    { CpuPeriod: 1000 },
    { NanoCpus: 1e9 },
    'conflict',
    'Cannot update container abc: Conflicting options: CPU Period cannot be updated as NanoCPUs has already been set',
  ],
  [
    { RestartPolicy: { Name: 'always' } },
    { AutoRemove: true },
    'conflict',
    'Cannot update container abc: Restart policy cannot be updated because AutoRemove is enabled for the container',
  ],
];

for (const [body, before, code, message] of REFUSED) {
  test(`refused: ${JSON.stringify(body)} on ${JSON.stringify(before)}`, () => {
    assert.throws(() => update(body, before), { code, message });
  });
}

test('a swap limit alone may be updated', () => {
  assert.equal(update({ MemorySwap: 10 ** 8 }).hostConfig.MemorySwap, 10 ** 8);
});

test('what the kernel cannot do is warned of', () => {
  const { hostConfig, warnings } = update(
    { CpuShares: 5 },
    {},
    hostWithCgroup({ cpuShares: false }),
  );
  assert.equal(hostConfig.CpuShares, undefined);
  assert.equal(warnings.length, 1);
});
