import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';

import type { ContainerStats } from '../../../../../src/api/schemas.ts';
import { systemClock } from '../../../../../src/lib/clock.ts';
import { ZERO_TIME } from '../../../../../src/lib/go-time.ts';
import type { ContainerState } from '../../../../../src/mgr/container/state.ts';
import { stats, type StatsDeps } from '../../../../../src/mgr/container/stats.ts';
import type { SampledRecord } from '../../../../../src/mgr/container/stats/sample.ts';
import { Tickers } from '../../../../../src/mgr/container/stats/ticker.ts';

const PROC_STAT = 'cpu  1 2 3 4 5 6 7 8 9 10\ncpu0 1 1\ncpu1 1 1\nintr 1\n';
const NET_DEV =
  'Inter-| Receive\n face |bytes\n    lo: 9 9 9 9 0 0 0 0 9 9 9 9 0 0 0 0\n' +
  '  eth0: 100 2 3 4 0 0 0 0 500 6 7 8 0 0 0 0\n docker0: 1 1 1 1 0 0 0 0 1 1 1 1 0 0 0 0\n';

const LEGACY: Record<string, string> = {
  'proc/stat': PROC_STAT,
  'proc/42/net/dev': NET_DEV,
  'proc/42/cgroup':
    '4:memory:/joey/c1\n3:cpu,cpuacct:/joey/c1\n2:pids:/joey/c1\n1:blkio:/joey/c1\n0::/\n',
  'cgroup/memory/joey/c1/memory.usage_in_bytes': '4096\n',
  'cgroup/memory/joey/c1/memory.max_usage_in_bytes': '8192\n',
  'cgroup/memory/joey/c1/memory.failcnt': '0\n',
  'cgroup/memory/joey/c1/memory.limit_in_bytes': '9223372036854771712\n',
  'cgroup/memory/joey/c1/memory.stat': 'cache 5\ntotal_inactive_file 7\n',
  'cgroup/cpuacct/joey/c1/cpuacct.usage': '25582922\n',
  'cgroup/cpuacct/joey/c1/cpuacct.usage_percpu': '21117847 4465075 \n',
  'cgroup/cpuacct/joey/c1/cpuacct.stat': 'user 3\nsystem 2\n',
  'cgroup/cpu/joey/c1/cpu.stat': 'nr_periods 1\nnr_throttled 2\nthrottled_time 3\n',
  'cgroup/pids/joey/c1/pids.current': '5\n',
  'cgroup/pids/joey/c1/pids.max': 'max\n',
  'cgroup/blkio/joey/c1/blkio.throttle.io_service_bytes_recursive':
    '8:0 Read 4096\n8:0 Total 4096\nTotal 4096\n',
};

const UNIFIED: Record<string, string> = {
  'proc/stat': PROC_STAT,
  'proc/42/net/dev': NET_DEV,
  'proc/42/cgroup': '0::/joey/c1\n',
  'cgroup/cgroup.controllers': 'cpu memory pids io\n',
  'cgroup/joey/c1/memory.current': '4096\n',
  'cgroup/joey/c1/memory.max': '65536\n',
  'cgroup/joey/c1/memory.events': 'low 0\noom 2\n',
  'cgroup/joey/c1/memory.stat': 'anon 5\ninactive_file 7\n',
  'cgroup/joey/c1/cpu.stat':
    'usage_usec 300\nuser_usec 200\nsystem_usec 100\nnr_periods 1\nnr_throttled 2\nthrottled_usec 3\n',
  'cgroup/joey/c1/pids.current': '5\n',
  'cgroup/joey/c1/pids.max': '100\n',
  'cgroup/joey/c1/io.stat': '8:0 rbytes=4096 wbytes=512 rios=1 wios=1 dbytes=0 dios=0\n',
};

const running: ContainerState = {
  status: 'running',
  pid: 42,
  startedAt: new Date(0),
  oomKilled: false,
};

const record = (state: ContainerState = running, networkMode = 'default'): SampledRecord => ({
  id: 'c1',
  name: 'web',
  state,
  endpoints: { bridge: { interfaceName: 'eth0' } as SampledRecord['endpoints'][string] },
  hostConfig: { NetworkMode: networkMode },
});

async function withHost(
  files: Record<string, string>,
  work: (deps: StatsDeps) => Promise<void>,
): Promise<void> {
  const root = await mkdtemp(join(tmpdir(), 'joey-stats-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), text);
    }
    await work({
      tickers: new Tickers(20),
      clock: systemClock,
      host: { memTotal: 1_000_000 },
      paths: { proc: join(root, 'proc'), cgroup: join(root, 'cgroup') },
    });
  } finally {
    await rm(root, { recursive: true });
  }
}

const never = (): AbortSignal => new AbortController().signal;

async function take(
  samples: AsyncIterable<ContainerStats>,
  count: number,
): Promise<ContainerStats[]> {
  const taken: ContainerStats[] = [];
  for await (const one of samples) if (taken.push(one) === count) break;
  return taken;
}

const ONE_SHOT = { stream: false, oneShot: true };
const STREAM = { stream: true, oneShot: false };

describe('a sample', () => {
  it('on cgroup v1 has the shape of dockerd', async () => {
    await withHost(LEGACY, async (deps) => {
      const [one] = await take(
        stats(deps, record.bind(undefined, running, 'default'), ONE_SHOT, never()),
        1,
      );
      assert(one !== undefined);
      const { read, ...rest } = one;
      assert.notEqual(read, ZERO_TIME);
      assert.deepEqual(rest, {
        name: '/web',
        id: 'c1',
        os_type: 'linux',
        preread: ZERO_TIME,
        num_procs: 0,
        storage_stats: {},
        pids_stats: { current: 5 },
        cpu_stats: {
          cpu_usage: {
            total_usage: 25582922,
            percpu_usage: [21117847, 4465075],
            usage_in_kernelmode: 20_000_000,
            usage_in_usermode: 30_000_000,
          },
          system_cpu_usage: 280_000_000,
          online_cpus: 2,
          throttling_data: { periods: 1, throttled_periods: 2, throttled_time: 3 },
        },
        precpu_stats: {
          cpu_usage: { total_usage: 0, usage_in_kernelmode: 0, usage_in_usermode: 0 },
          throttling_data: { periods: 0, throttled_periods: 0, throttled_time: 0 },
        },
        memory_stats: {
          usage: 4096,
          max_usage: 8192,
          stats: { cache: 5, total_inactive_file: 7 },
          limit: 1_000_000,
        },
        blkio_stats: {
          io_service_bytes_recursive: [
            { major: 8, minor: 0, op: 'Read', value: 4096 },
            { major: 8, minor: 0, op: 'Total', value: 4096 },
          ],
          io_serviced_recursive: [],
          io_queue_recursive: [],
          io_service_time_recursive: [],
          io_wait_time_recursive: [],
          io_merged_recursive: [],
          io_time_recursive: [],
          sectors_recursive: [],
        },
        networks: {
          eth0: {
            rx_bytes: 100,
            rx_packets: 2,
            rx_errors: 3,
            rx_dropped: 4,
            tx_bytes: 500,
            tx_packets: 6,
            tx_errors: 7,
            tx_dropped: 8,
          },
        },
      });
    });
  });

  it('on cgroup v2 reads the unified files', async () => {
    await withHost(UNIFIED, async (deps) => {
      const [one] = await take(
        stats(deps, () => record(), ONE_SHOT, never()),
        1,
      );
      assert.deepEqual(one?.memory_stats, {
        usage: 4096,
        stats: { anon: 5, inactive_file: 7 },
        failcnt: 2,
        limit: 65536,
      });
      assert.deepEqual(one.pids_stats, { current: 5, limit: 100 });
      assert.deepEqual(one.cpu_stats.cpu_usage, {
        total_usage: 300_000,
        usage_in_kernelmode: 100_000,
        usage_in_usermode: 200_000,
      });
      assert.equal(one.cpu_stats.throttling_data.throttled_time, 3000);
      assert.deepEqual(one.blkio_stats.io_service_bytes_recursive, [
        { major: 8, minor: 0, op: 'read', value: 4096 },
        { major: 8, minor: 0, op: 'write', value: 512 },
      ]);
      assert.equal(one.blkio_stats.io_serviced_recursive, null);
    });
  });

  it('of a container on the host network has no interfaces', async () => {
    await withHost(UNIFIED, async (deps) => {
      const [one] = await take(
        stats(deps, () => record(running, 'host'), ONE_SHOT, never()),
        1,
      );
      assert.equal(one?.networks, undefined);
    });
  });

  it('of a container that joined another has all interfaces but the loopback', async () => {
    await withHost(UNIFIED, async (deps) => {
      const find = () => record(running, 'container:x');
      const [one] = await take(stats(deps, find, ONE_SHOT, never()), 1);
      assert.deepEqual(Object.keys(one?.networks ?? {}), ['eth0', 'docker0']);
    });
  });

  for (const [what, state] of [
    ['a stopped container', { status: 'created' }],
    ['a process that is already gone', { ...running, pid: 43 }],
  ] as const) {
    it(`of ${what} is empty`, async () => {
      await withHost(UNIFIED, async (deps) => {
        const [one] = await take(
          stats(deps, () => record(state), { stream: false, oneShot: false }, never()),
          1,
        );
        assert.equal(one?.read, ZERO_TIME);
        assert.deepEqual(one.memory_stats, {});
        assert.equal(one.blkio_stats.io_service_bytes_recursive, null);
        assert.equal(one.cpu_stats.system_cpu_usage, undefined);
      });
    });
  }
});

describe('several samples', () => {
  it('a single answer compares two looks', async () => {
    await withHost(UNIFIED, async (deps) => {
      const all = await take(
        stats(deps, () => record(), { stream: false, oneShot: false }, never()),
        5,
      );
      assert.equal(all.length, 1);
      assert.notEqual(all[0]?.preread, ZERO_TIME);
      assert.equal(all[0]?.precpu_stats.online_cpus, 2);
    });
  });

  it('a stream starts without a look before, then compares', async () => {
    await withHost(UNIFIED, async (deps) => {
      const [first, second] = await take(
        stats(deps, () => record(), STREAM, never()),
        2,
      );
      assert.equal(first?.preread, ZERO_TIME);
      assert.equal(second?.preread, first.read);
      assert.deepEqual(second.precpu_stats, first.cpu_stats);
    });
  });

  it('clients of one container share its looks', async () => {
    await withHost(UNIFIED, async (deps) => {
      let looks = 0;
      const find = () => {
        looks += 1;
        return record();
      };
      const clients = Array.from({ length: 5 }, () => take(stats(deps, find, STREAM, never()), 3));
      await Promise.all(clients);
      assert.equal(looks, 5 + 2, 'five first ones, then two that are shared');
    });
  });

  it('a stream ends with the container, and with its client', async () => {
    await withHost(UNIFIED, async (deps) => {
      let left = 3;
      const find = () => (left-- > 0 ? record() : undefined);
      assert.equal((await take(stats(deps, find, STREAM, never()), 99)).length, 3);
      const leaving = new AbortController();
      const reading = take(
        stats(deps, () => record(), STREAM, leaving.signal),
        99,
      );
      leaving.abort();
      assert((await reading).length <= 1);
    });
  });
});
