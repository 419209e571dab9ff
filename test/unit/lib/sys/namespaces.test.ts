import assert from 'node:assert/strict';
import { readlinkSync } from 'node:fs';
import { test } from 'node:test';

import { inWorker } from './in-worker.ts';
import { asRoot } from './scratch.ts';

test('a thread leaves and re-enters a network namespace; the others stay', asRoot, async () => {
  const home = readlinkSync('/proc/self/ns/net');
  const seen = await inWorker(
    ['namespaces'],
    `const read = () => fs.readlinkSync(sys.threadNamespace('net'));
     const home = fs.openSync(sys.threadNamespace('net'), 'r');
     sys.unshare('net');
     const away = read();
     const inside = sys.inNamespace(home, 'net', read);
     const after = read();
     return { away, inside, after };`,
  );
  const { away, inside, after } = seen as Record<string, string>;
  assert.notEqual(away, home);
  assert.equal(inside, home);
  assert.equal(after, away);
  assert.equal(readlinkSync('/proc/self/ns/net'), home);
});

test('work that throws still brings the thread home', asRoot, async () => {
  const same = await inWorker(
    ['namespaces'],
    `const read = () => fs.readlinkSync(sys.threadNamespace('net'));
     const other = fs.openSync(sys.threadNamespace('net'), 'r');
     sys.unshare('net');
     const before = read();
     try { sys.inNamespace(other, 'net', () => { throw new Error('x'); }); } catch {}
     return before === read();`,
  );
  assert.equal(same, true);
});
