import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import { Firewall } from '../../../src/network/worker/firewall.ts';
import { asRoot, command } from './isolated.ts';

const plan = {
  table: 'joey_fw',
  bridges: [{ bridge: 'jtfw', masqueraded: ['10.66.0.0/24'], icc: true, internal: false }],
};

const tables = (): string => command('nft', 'list', 'tables');

/** A search path on which there are only these programs. */
function pathWith(...programs: readonly string[]): Disposable {
  const directory = mkdtempSync(join(tmpdir(), 'joey-path-'));
  const former = process.env['PATH'];
  for (const program of programs) {
    symlinkSync(command('which', program).trim(), join(directory, program));
  }
  process.env['PATH'] = directory;
  return {
    [Symbol.dispose]: () => {
      process.env['PATH'] = former;
      rmSync(directory, { recursive: true });
    },
  };
}

test('the library replaces and removes the table', asRoot, async () => {
  const firewall = new Firewall();
  assert.deepEqual(await firewall.apply(plan, ''), { backend: 'libnftables', warnings: [] });
  await firewall.apply(plan, '');
  assert.match(command('nft', 'list', 'table', 'inet', 'joey_fw'), /10\.66\.0\.0\/24/);
  await firewall.remove('joey_fw', '');
  await firewall.remove('joey_fw', '');
  assert.doesNotMatch(tables(), /joey_fw/);
});

test('without the library the program nft does it', asRoot, async () => {
  const firewall = new Firewall(null);
  assert.equal((await firewall.apply(plan, 'nftables')).backend, 'nft');
  assert.match(tables(), /joey_fw/);
  await firewall.remove('joey_fw', '');
  assert.doesNotMatch(tables(), /joey_fw/);
});

test('without either, iptables does it', asRoot, async () => {
  const firewall = new Firewall(null);
  {
    using _path = pathWith('iptables', 'iptables-restore');
    assert.equal((await firewall.apply(plan, '')).backend, 'iptables');
    await firewall.apply(plan, '');
  }
  const saved = command('iptables-save');
  assert.equal(saved.match(/-A FORWARD -j JOEY_FW-FORWARD/g)?.length, 1);
  assert.match(saved, /-A JOEY_FW-NAT -s 10\.66\.0\.0\/24 ! -o jtfw -j MASQUERADE/);
  {
    using _path = pathWith('iptables', 'iptables-restore');
    await firewall.remove('joey_fw', '');
  }
  assert.doesNotMatch(command('iptables-save'), /JOEY_FW/);
});

test('with nothing at all the error names the first choice', asRoot, async () => {
  using _path = pathWith();
  await assert.rejects(new Firewall(null).apply(plan, ''), /nft/);
});

test('a table that nft refuses is an error with its words', asRoot, async () => {
  const firewall = new Firewall();
  await assert.rejects(
    firewall.apply({ ...plan, table: 'no such name' }, 'nftables'),
    /syntax error/,
  );
});
