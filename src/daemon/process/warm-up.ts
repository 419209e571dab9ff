import { silentLogger } from '../../lib/logger.ts';
import type { Managers } from '../managers.ts';

/**
 * Runs what every start runs, without touching anything: scripts/build.ts then keeps V8's compiled code,
 * and a start need not compile it again.
 */
export async function warmUp(loadCompose: () => Promise<unknown>): Promise<void> {
  const [{ buildServer }] = await Promise.all([
    import('../server.ts'),
    import('../listen.ts'),
    loadCompose(),
    import('../../lib/dispose.ts'),
  ]);
  const managers = new Proxy({}, { get: () => ({}) }) as Managers;
  const app = buildServer(managers, {
    product: { name: 'Joey', version: 'warm-up' },
    logger: silentLogger,
  });
  await app.ready();
  await app.inject({ method: 'GET', url: '/v1.44/_ping' });
  await app.inject({ method: 'POST', url: '/containers/create', payload: {} });
  await app.close();
}
