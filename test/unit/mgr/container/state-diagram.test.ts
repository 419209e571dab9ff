import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { withDiagram } from '../../../../scripts/state-diagram.ts';

test('docs/architecture.md draws today’s transition table (npx tsx scripts/state-diagram.ts)', () => {
  const document = readFileSync('docs/architecture.md', 'utf8');
  assert.equal(document, withDiagram(document));
});
