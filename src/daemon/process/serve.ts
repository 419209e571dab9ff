import { mkdirSync, writeFileSync } from 'node:fs';

import { buildInfo } from '../../lib/build-info.ts';
import type { Logger } from '../../lib/logger.ts';
import type { Config } from '../config/schema.ts';
import type { Engine } from '../engine.ts';
import type { FinishedRequest } from '../plugins/request-log.ts';
import type { PassedSocket } from './activation.ts';
import { lateManagers } from './late-managers.ts';
import { lockDataRoot } from './lock.ts';
import { serveMetrics } from './metrics-server.ts';
import { writePidFile } from './pid-file.ts';
import { listenTargets } from './targets.ts';

export interface Serving extends AsyncDisposable {
  readonly engine: Engine;
  readonly addresses: readonly string[];
}

export type Compose = (config: Config, log: Logger) => Promise<Engine>;

export interface ServeOptions {
  readonly passed: readonly PassedSocket[];
  readonly loadCompose: () => Promise<{ readonly compose: Compose }>;
}

/**
 * From a configuration to open sockets. What is heavy is loaded here and at once, so that a wrong flag is
 * answered without it. Disposing closes the sockets, then the engine, and gives data root and PID file back.
 */
export async function serve(
  config: Config,
  { passed, loadCompose }: ServeOptions,
  log: Logger,
): Promise<Serving> {
  const [{ compose }, { buildServer }, { listenOn }, stack] = await Promise.all([
    loadCompose(),
    import('../server.ts'),
    import('../listen.ts'),
    newStack(),
  ]);
  try {
    stack.use(await lockDataRoot(config.dataRoot));
    mkdirSync(config.execRoot, { recursive: true, mode: 0o711 });
    stack.use(writePidFile(config.pidfile));
    adjustOomScore(config.oomScoreAdjust);
    const targets = await listenTargets(config, passed, log);
    const late = lateManagers();
    const composing = compose(config, log);
    const app = buildServer(
      late.managers,
      serverOptions(config, () => engine, log),
    );
    const [engine] = await Promise.all([composing, app.ready()]);
    stack.use(engine);
    late.arrive(engine.managers);
    const listening = stack.use(await listenOn(app, targets));
    if (config.metricsAddress !== '') {
      stack.use(await serveMetrics(config.metricsAddress, engine.managers.system, log));
    }
    const { addresses } = listening;
    return { engine, addresses, [Symbol.asyncDispose]: () => stack.disposeAsync() };
  } catch (err) {
    await stack.disposeAsync();
    throw err;
  }
}

async function newStack(): Promise<AsyncDisposableStack> {
  await import('../../lib/dispose.ts');
  return new AsyncDisposableStack();
}

const serverOptions = (config: Config, engine: () => Engine, logger: Logger) => ({
  product: { name: 'Joey', version: buildInfo.version },
  logger,
  minApiVersion: config.minApiVersion,
  experimental: config.experimental,
  onFinished: (request: FinishedRequest) => engine().onFinished?.(request),
});

function adjustOomScore(score: number): void {
  if (score !== 0) writeFileSync('/proc/self/oom_score_adj', String(score));
}
