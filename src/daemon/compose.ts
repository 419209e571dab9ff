import '../lib/dispose.ts';

import { readHostFacts } from '../lib/host-facts.ts';
import type { Logger } from '../lib/logger.ts';
import { EngineMetrics } from '../mgr/system/metrics.ts';
import { connectRuntime } from './compose/connect-runtime.ts';
import { composeContainers } from './compose/containers.ts';
import { composeImages } from './compose/images.ts';
import { composeNetworks } from './compose/networks.ts';
import { openStorage } from './compose/storage.ts';
import { composeSystem } from './compose/system.ts';
import { composeVolumes } from './compose/volumes.ts';
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
  const host = readHostFacts({
    runtimes: Object.keys(config.runtimes),
    cgroupDriver: config.cgroupDriver,
  });
  const common = { config: current, storage, host, metrics, log };
  const networks = composeNetworks(common, stack);
  const [{ runtime, address }] = await Promise.all([
    connectRuntime(config, stack, log),
    networks.start(signal),
  ]);
  const images = await composeImages({ ...common, runtime }, stack, signal);
  const volumes = await composeVolumes(common);
  const parts = { ...common, runtime, address, images, networks, volumes };
  const { containers, execs } = await composeContainers(parts, stack, signal);
  const system = composeSystem(parts);

  const kept = stack.move();
  return {
    managers: { containers, execs, images, networks, volumes, system },
    onReload(fresh) {
      config = fresh;
      system.announceReload();
    },
    onFinished: ({ operation, seconds }) => metrics.observeOperation(operation, seconds),
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}
