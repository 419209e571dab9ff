import '../lib/dispose.ts';

import { systemClock } from '../lib/clock.ts';
import { readHostFacts } from '../lib/host-facts.ts';
import type { Logger } from '../lib/logger.ts';
import { createImageMgr } from '../mgr/image/create-image-mgr.ts';
import { EngineNetworkMgr } from '../mgr/network/engine-network-mgr.ts';
import { EngineSystemMgr } from '../mgr/system/engine-system-mgr.ts';
import { EngineMetrics } from '../mgr/system/metrics.ts';
import { createNetworkKernel } from '../network/kernel.ts';
import { NetWorkerThread } from '../network/net-worker.ts';
import { connectRuntime } from './compose/connect-runtime.ts';
import { countContainers } from './compose/container-counts.ts';
import { composeContainers } from './compose/containers.ts';
import { imageUsers } from './compose/image-users.ts';
import { networkConfig } from './compose/network-config.ts';
import { openStorage } from './compose/storage.ts';
import type { Config } from './config/schema.ts';
import type { Engine } from './engine.ts';

const START_TIMEOUT_MS = 120_000;

/**
 * COMPOSITION ROOT: builds every part once, in the order of their needs, into one stack. Disposing the
 * engine takes them down in reverse; containers go on.
 */
export async function compose(initial: Config, log: Logger): Promise<Engine> {
  await using stack = new AsyncDisposableStack();
  let config = initial;
  const current = (): Config => config;
  const signal = AbortSignal.timeout(START_TIMEOUT_MS);

  const metrics = new EngineMetrics();
  const storage = openStorage(current, stack, metrics);
  const { events, registry, engineId } = storage;
  const host = readHostFacts({
    runtimes: Object.keys(config.runtimes),
    cgroupDriver: config.cgroupDriver,
  });

  const worker = stack.use(new NetWorkerThread(log));
  const networks = stack.use(
    new EngineNetworkMgr({
      networks: storage.networks,
      endpoints: storage.endpoints,
      kernel: createNetworkKernel(worker, config, log),
      events,
      config: () => networkConfig(current()),
      clock: systemClock,
      log,
    }),
  );
  const [{ runtime, address }] = await Promise.all([
    connectRuntime(config, stack, log),
    networks.start(signal),
  ]);
  const images = stack.use(
    createImageMgr({
      containerd: runtime,
      users: imageUsers(registry),
      events,
      clock: systemClock,
      log,
      config,
    }),
  );
  await images.start(signal);

  const parts = { config: current, storage, host, runtime, images, networks, metrics, log };
  const { containers, execs } = await composeContainers(parts, stack, signal);
  const system = new EngineSystemMgr({
    settings: current,
    engineId,
    host,
    runtime,
    events,
    metrics,
    clock: systemClock,
    containerCounts: () => countContainers(registry),
    imageCount: () => Promise.resolve(images.count()),
    firewall: () => (current().iptables ? 'nftables' : undefined),
    containerdAddress: () => address,
    drivers: {
      volume: [],
      network: ['bridge', 'host', 'null'],
      log: ['json-file', 'local', 'none'],
    },
  });

  const kept = stack.move();
  return {
    managers: { containers, execs, images, networks, system },
    onReload(fresh) {
      config = fresh;
      system.announceReload();
    },
    onFinished: ({ operation, seconds }) => metrics.observeOperation(operation, seconds),
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}
