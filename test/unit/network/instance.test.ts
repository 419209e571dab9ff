import assert from 'node:assert/strict';
import { test } from 'node:test';

import { defaultBridgeName, firewallTable, linkName } from '../../../src/network/instance.ts';

test('the usual engine has plain names', () => {
  assert.equal(defaultBridgeName('/var/lib/joey'), 'joey0');
  assert.equal(firewallTable('/var/lib/joey'), 'joey');
});

test('engines with other data roots have names of their own that fit', () => {
  const names = ['/a', '/b'].map(defaultBridgeName);
  assert.notEqual(names[0], names[1]);
  assert.match(names[0]!, /^joey[0-9a-f]{8}$/);
  assert.match(firewallTable('/a'), /^joey_[0-9a-f]{8}$/);
});

test('a link tells its endpoint and fits', () => {
  assert.equal(linkName('0123456789abcdef'.repeat(4)), 'jy0123456789ab');
});
