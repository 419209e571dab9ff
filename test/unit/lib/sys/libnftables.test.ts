import assert from 'node:assert/strict';
import { test } from 'node:test';

import { inWorker } from './in-worker.ts';
import { asRoot } from './scratch.ts';

test(
  'tables are made, listed and refused in the namespace of the opening thread',
  asRoot,
  async (t) => {
    const answer = await inWorker(
      ['namespaces', 'libnftables'],
      `sys.unshare('net');
     const nft = sys.Nftables.open();
     if (nft === undefined) return undefined;
     nft.run('table inet joey_unit {}');
     const listed = nft.run('list tables');
     const silent = nft.run('delete table inet joey_unit');
     const after = nft.run('list tables');
     let refusal = '';
     try { nft.run('delete table inet joey_unit'); } catch (err) { refusal = err.message; }
     nft[Symbol.dispose]();
     nft[Symbol.dispose]();
     return { listed, silent, after, refusal };`,
    );
    if (answer === undefined) {
      t.skip('libnftables is not installed');
      return;
    }
    const { refusal, ...seen } = answer as Record<string, string>;
    assert.deepEqual(seen, { listed: 'table inet joey_unit\n', silent: '', after: '' });
    assert.match(refusal!, /^nftables: .*No such file or directory/);
  },
);
