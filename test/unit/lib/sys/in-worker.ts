import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/**
 * Evaluates an expression of `sys` modules in a thread of its own: what changes a thread's
 * namespaces must not happen to the test's.
 */
export async function inWorker(modules: readonly string[], body: string): Promise<unknown> {
  const urls = modules.map(
    (name) => new URL(`../../../../src/lib/sys/${name}.ts`, import.meta.url),
  );
  const code = `
    const { parentPort } = require('node:worker_threads');
    const fs = require('node:fs');
    import('tsx/esm/api').then(async ({ register }) => {
      register();
      const loaded = await Promise.all(${JSON.stringify(urls)}.map((url) => import(url)));
      const sys = Object.assign({}, ...loaded);
      parentPort.postMessage(await (async () => { ${body} })());
    });`;
  const worker = new Worker(code, { eval: true });
  try {
    const [answer] = (await once(worker, 'message')) as [unknown];
    return answer;
  } finally {
    await worker.terminate();
  }
}
