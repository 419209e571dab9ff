import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

import { run } from '../../../src/lib/exec.ts';

const script = (name: string): string =>
  fileURLToPath(new URL(`../../../scripts/${name}`, import.meta.url));

describe('what is generated', () => {
  for (const name of ['generate.ts', 'compatibility.ts']) {
    it(`is what ${name} would write now`, async () => {
      await run(process.execPath, ['--import', 'tsx', script(name), '--check']);
      assert.ok(true, 'run throws with the names of the files that are out of date');
    });
  }
});
