import assert from 'node:assert/strict';
import type { IncomingMessage } from 'node:http';
import { hostname } from 'node:os';
import { test } from 'node:test';

import { foreignOrigin } from '../../../../src/daemon/plugins/same-origin.ts';

const refusal = (headers: Record<string, string>, allowedHosts: string[] = []): unknown =>
  foreignOrigin({ headers } as unknown as IncomingMessage, { allowedHosts });

test('addresses, local names and configured names are ours', () => {
  for (const host of ['127.0.0.1:2375', '[::1]:2375', 'localhost', 'a.localhost:1', hostname()]) {
    assert.equal(refusal({ host }), undefined, host);
  }
  assert.equal(refusal({ host: 'engine.example:2375' }, ['engine.example']), undefined);
  assert.equal(refusal({}), undefined);
});

test('a foreign host and any origin are refused', () => {
  assert.match(String(refusal({ host: 'evil.example' })), /evil\.example/);
  assert.match(String(refusal({ host: 'localhost.evil.example:2375' })), /evil/);
  for (const origin of ['null', 'http://localhost:2375', 'https://evil.example']) {
    assert.match(String(refusal({ host: 'localhost', origin })), /web pages/);
  }
});
