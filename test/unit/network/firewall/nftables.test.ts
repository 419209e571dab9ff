import assert from 'node:assert/strict';
import { test } from 'node:test';

import { nftRemoval, nftRuleset } from '../../../../src/network/firewall/nftables.ts';

const plain = { bridge: 'br1', masqueraded: ['10.1.0.0/16'], icc: true, internal: false };

test('the table is replaced as a whole', () => {
  const text = nftRuleset({ table: 'joey_x', bridges: [plain] });
  assert.match(text, /^table inet joey_x \{\}\ndelete table inet joey_x\ntable inet joey_x \{\n/);
  assert.equal(nftRemoval('joey_x'), 'table inet joey_x {}\ndelete table inet joey_x\n');
});

test('networks differ in elements of sets only', () => {
  const second = { bridge: 'br2', masqueraded: [], icc: false, internal: true };
  const text = nftRuleset({ table: 'joey', bridges: [plain, second] });
  assert.match(text, /set bridges \{ type ifname; elements = \{ "br1", "br2" \}; \}/);
  assert.match(text, /set internal \{ type ifname; elements = \{ "br2" \}; \}/);
  assert.match(text, /set icc \{ type ifname \. ifname; elements = \{ "br1" \. "br1" \}; \}/);
  assert.match(text, /set sources \{ .* elements = \{ 10\.1\.0\.0\/16 \}; \}/);
});

test('an empty set has no list of elements', () => {
  const text = nftRuleset({ table: 'joey', bridges: [] });
  assert.match(text, /set bridges \{ type ifname; \}/);
});
