import { fileURLToPath } from 'node:url';
import { Worker, type WorkerOptions } from 'node:worker_threads';

/**
 * Starts a worker thread from source (under tsx, in tests) or from its bundle beside ours.
 * @param source URL of the worker's main file, relative to the caller
 * @param bundle file name of its bundle, as scripts/build.ts writes it
 */
export function spawnWorker(source: URL, bundle: string, options: WorkerOptions = {}): Worker {
  const here = import.meta.url;
  if (!here.endsWith('.ts')) return new Worker(new URL(bundle, here), options);
  const entry = JSON.stringify(source.href);
  const bootstrap = `import('tsx/esm/api').then(({ register }) => { register(); return import(${entry}); });`;
  return new Worker(bootstrap, { ...options, eval: true, name: fileURLToPath(source) });
}
