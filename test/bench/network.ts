import { closeSync, existsSync, ftruncateSync, openSync } from 'node:fs';
import { join } from 'node:path';

import { command } from '../helpers/command.ts';
import { waitFor } from '../helpers/engine-fixture.ts';
import {
  createContainer,
  elapsedMs,
  type Engine,
  expect,
  median,
  type Metric,
  removeContainer,
  startContainer,
  waitContainer,
} from './bench.ts';

const NETWORK = 'bench-network';

async function prepareNetwork(engine: Engine): Promise<() => Promise<void>> {
  // Ours would take the default route's, dockerd 1500.
  const Options = { 'com.docker.network.driver.mtu': '1500' };
  const body = { Name: NETWORK, Driver: 'bridge', CheckDuplicate: true, Options };
  await expect(engine, { method: 'POST', path: '/networks/create', body }, 201);
  // dockerd may let go of endpoints only after it has answered that their containers are gone.
  return () =>
    waitFor('the network to be unused', async () => {
      const request = { method: 'DELETE', path: `/networks/${NETWORK}` };
      return (await expect(engine, request, 204, 403)).status === 204;
    });
}

const PUBLISHED = {
  NetworkMode: NETWORK,
  PortBindings: { '80/tcp': [{ HostIp: '', HostPort: '' }] },
};

/** Milliseconds from the request to start to its answer. */
async function startMs(engine: Engine, HostConfig: object): Promise<number> {
  const ExposedPorts = { '80/tcp': {} };
  const id = await createContainer(engine, { Cmd: ['sleep', '60'], HostConfig, ExposedPorts });
  try {
    return await elapsedMs(() => startContainer(engine, id));
  } finally {
    await removeContainer(engine, id);
  }
}

/** What a kind of network adds to a start, beside network none in turns. */
const added =
  (HostConfig: object) =>
  async (engine: Engine): Promise<number> => {
    const differences: number[] = [];
    for (let pair = 0; pair < 7; pair += 1) {
      const none = await startMs(engine, { NetworkMode: 'none' });
      differences.push((await startMs(engine, HostConfig)) - none);
    }
    return median(differences);
  };

async function lifecycle(engine: Engine): Promise<number> {
  return await elapsedMs(async () => {
    const id = await createContainer(engine, { Cmd: ['true'], HostConfig: PUBLISHED });
    await startContainer(engine, id);
    await waitContainer(engine, id);
    await removeContainer(engine, id);
  });
}

const AT_ONCE = 100;

/** Containers a second until all of them run. */
async function startMany(engine: Engine): Promise<number> {
  const HostConfig = { NetworkMode: NETWORK };
  const ids = await Promise.all(
    Array.from({ length: AT_ONCE }, () =>
      createContainer(engine, { Cmd: ['sleep', '600'], HostConfig }),
    ),
  );
  try {
    const ms = await elapsedMs(() => Promise.all(ids.map((id) => startContainer(engine, id))));
    return (AT_ONCE * 1000) / ms;
  } finally {
    await Promise.all(ids.map((id) => removeContainer(engine, id)));
  }
}

const MB = 2000;
const SERVER = 'bench-server';

/** Serves a file of zeros by sendfile(2) on a published port. */
async function prepareServer(engine: Engine): Promise<() => Promise<void>> {
  const removeNetwork = await prepareNetwork(engine);
  const file = join(engine.root, 'zeros');
  if (!existsSync(file)) {
    const fd = openSync(file, 'w');
    ftruncateSync(fd, MB * 1e6);
    closeSync(fd);
  }
  const body = {
    Image: 'busybox',
    Cmd: ['httpd', '-f', '-p', '80', '-h', '/www'],
    ExposedPorts: { '80/tcp': {} },
    HostConfig: { ...PUBLISHED, Binds: [`${file}:/www/zeros:ro`] },
  };
  const path = `/containers/create?name=${SERVER}`;
  await expect(engine, { method: 'POST', path, body }, 201);
  await startContainer(engine, SERVER);
  return async () => {
    await removeContainer(engine, SERVER);
    await removeNetwork();
  };
}

interface Inspected {
  readonly State: { readonly Pid: number };
  readonly NetworkSettings: {
    readonly Ports: Readonly<Record<string, readonly { readonly HostPort: string }[]>>;
    readonly Networks: Readonly<Record<string, { readonly Gateway: string }>>;
  };
}

const inspect = async (engine: Engine): Promise<Inspected> =>
  (await expect(engine, { path: `/containers/${SERVER}/json` }, 200)).body as Inspected;

/** MB/s through the published port at an address of the host. */
const throughput =
  (addressOf: (inspected: Inspected) => string) =>
  async (engine: Engine): Promise<number> => {
    const inspected = await inspect(engine);
    const port = Number(inspected.NetworkSettings.Ports['80/tcp']?.[0]?.HostPort);
    const ms = await elapsedMs(() => drain(addressOf(inspected), port));
    return (MB * 1000) / ms;
  };

/** A client of little work of its own, so that the way there is what is measured. */
async function drain(host: string, port: number): Promise<void> {
  const url = `http://${host}:${port}/zeros`;
  const { code, stderr } = await command('busybox', ['wget', '-q', '-O', '/dev/null', url]);
  if (code !== 0) throw new Error(`wget ${url}: ${stderr}`);
}

const LOOKUPS = 10_000;

/** Lookups a second of the container's own name. @throws when one is lost */
async function lookups(engine: Engine): Promise<number> {
  const { State } = await inspect(engine);
  const script = join(import.meta.dirname, 'dns-lookups.js');
  const { stdout, stderr } = await command('nsenter', [
    ...[`--net=/proc/${State.Pid}/ns/net`, process.execPath, script, SERVER, String(LOOKUPS)],
  ]);
  const { answered, ms } = JSON.parse(stdout) as { answered: number; ms: number };
  if (answered !== LOOKUPS) throw new Error(`${LOOKUPS - answered} lookups were lost ${stderr}`);
  return (LOOKUPS * 1000) / ms;
}

export const NETWORKS: readonly Metric[] = [
  {
    name: 'what a bridge adds to a start',
    unit: 'ms',
    target: 0.2,
    runs: 5,
    measure: added({ NetworkMode: 'bridge' }),
  },
  {
    name: 'what a user network with DNS and a published port adds to a start',
    unit: 'ms',
    target: 0.2,
    runs: 5,
    prepare: prepareNetwork,
    measure: added(PUBLISHED),
  },
  {
    name: 'create+start+wait+remove `true`, user network with a published port',
    unit: 'ms',
    target: 0.45,
    runs: 15,
    prepare: prepareNetwork,
    measure: lifecycle,
  },
  {
    name: `starts a second, ${AT_ONCE} at once on one network`,
    unit: '/s',
    target: 2,
    runs: 2,
    prepare: prepareNetwork,
    measure: startMany,
  },
  {
    name: 'published port at 127.0.0.1',
    unit: 'MB/s',
    target: 1,
    runs: 9,
    prepare: prepareServer,
    measure: throughput(() => '127.0.0.1'),
  },
  {
    name: 'published port at an address of the host',
    unit: 'MB/s',
    target: 1,
    runs: 9,
    prepare: prepareServer,
    measure: throughput(({ NetworkSettings }) => NetworkSettings.Networks[NETWORK]?.Gateway ?? ''),
  },
  {
    name: `name lookups, ${LOOKUPS} without a loss`,
    unit: '/s',
    target: 1,
    runs: 3,
    prepare: prepareServer,
    measure: lookups,
  },
];
