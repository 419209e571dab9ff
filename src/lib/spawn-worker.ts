import { fileURLToPath } from 'node:url';
import { Worker, type WorkerOptions } from 'node:worker_threads';

/**
 * Starts a worker thread from source (under tsx, in tests) or from its bundle beside ours.
 * @param source URL of the worker's main file, relative to the caller
 * @param bundle file name of its bundle, as scripts/build.ts writes it
 */
export function spawnWorker(source: URL, bundle: string, options: WorkerOptions = {}): Worker {
  const here = import.meta.url;
  // Descriptors come from native calls and go to other threads; Node would warn and close them.
  const ours = { trackUnmanagedFds: false, ...options };
  if (!here.endsWith('.ts')) return new Worker(new URL(bundle, here), ours);
  const entry = JSON.stringify(source.href);
  const bootstrap = `import('tsx/esm/api').then(({ register }) => { register(); return import(${entry}); });`;
  return new Worker(bootstrap, { ...ours, eval: true, name: fileURLToPath(source) });
}
