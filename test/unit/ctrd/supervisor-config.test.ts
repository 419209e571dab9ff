import assert from 'node:assert/strict';
import { test } from 'node:test';

import { parse } from 'smol-toml';

import { containerdConfig } from '../../../src/ctrd/supervisor/config.ts';

/** As plain objects: the parser's have no prototype. */
const parsed = (text: string): Record<string, unknown> => structuredClone(parse(text));

const input = { root: '/r "quoted"', state: '/s', address: '/a.sock', logLevel: 'warn' };

test('the configuration is version 2 with our own paths and one socket', () => {
  const config = parsed(containerdConfig(input));
  assert.equal(config['version'], 2);
  assert.deepEqual([config['root'], config['state']], ['/r "quoted"', '/s']);
  assert.deepEqual(config['grpc'], { address: '/a.sock' });
  assert.deepEqual(config['debug'], { level: 'warn' });
  assert.equal(config['metrics'], undefined);
});

test('Kubernetes is off, and what 1.6 cannot do without is on', () => {
  const disabled = parsed(containerdConfig(input))['disabled_plugins'] as string[];
  assert.ok(disabled.includes('io.containerd.grpc.v1.cri'));
  assert.ok(!disabled.includes('io.containerd.runtime.v1.linux'));
  assert.ok(
    !disabled.some((plugin) =>
      /overlayfs|native|service\.v1|runtime/.test(plugin.replace('cri.v1.runtime', '')),
    ),
  );
});

test('what the user adds wins', () => {
  const extra = { oom_score: 5, debug: { level: 'trace' } };
  const config = parsed(containerdConfig({ ...input, extra }));
  assert.equal(config['oom_score'], 5);
  assert.deepEqual(config['debug'], { level: 'trace' });
});
