import { join } from 'node:path';

import { connectContainerd } from '../../ctrd/connect.ts';
import type { Containerd } from '../../ctrd/containerd.ts';
import { startContainerd } from '../../ctrd/supervisor.ts';
import type { Logger } from '../../lib/logger.ts';
import type { Config } from '../config/schema.ts';

/** containerd with its address: our own, supervised, or the one that the configuration names. */
export async function connectRuntime(
  config: Config,
  stack: AsyncDisposableStack,
  log: Logger,
): Promise<{ readonly runtime: Containerd; readonly address: string }> {
  const address =
    config.containerd === '' ? await supervise(config, stack, log) : config.containerd;
  const runtime = stack.use(
    await connectContainerd({ address, namespace: config.containerdNamespace, log }),
  );
  await runtime.namespaces.ensure(config.containerdNamespace, AbortSignal.timeout(10_000));
  return { runtime, address };
}

async function supervise(
  config: Config,
  stack: AsyncDisposableStack,
  log: Logger,
): Promise<string> {
  const state = join(config.execRoot, 'containerd');
  const supervised = await startContainerd({
    root: join(config.dataRoot, 'containerd'),
    state,
    address: join(state, 'containerd.sock'),
    binary: 'containerd',
    logLevel: config.debug ? 'debug' : 'info',
    log,
  });
  return stack.use(supervised).address;
}
