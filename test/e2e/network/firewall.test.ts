import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import type { FirewallBackend, FirewallPort } from '../../../src/network/firewall/plan.ts';
import { Firewall } from '../../../src/network/worker/firewall.ts';
import { firewallNetwork, firewallPlan } from '../../unit/network/firewall/plans.ts';
import { asRoot, command } from './isolated.ts';

const table = 'joey_fw';
const web: FirewallPort = {
  family: 4,
  protocol: 'tcp',
  address: '10.66.0.2',
  containerPort: 80,
  host: { address: '', port: 8066 },
};
const network = firewallNetwork({
  bridge: 'jtfw',
  subnets: [{ family: 4, cidr: '10.66.0.0/24', mode: 'nat', masquerade: true }],
});
const plan = firewallPlan([network], { table, ports: [web] });

const tables = (): string => command('nft', 'list', 'tables');
const listed = (): string => command('nft', 'list', 'table', 'inet', table);

/** A search path on which there are only these programs. */
function pathWith(...programs: readonly string[]): Disposable & { readonly directory: string } {
  const directory = mkdtempSync(join(tmpdir(), 'joey-path-'));
  const former = process.env['PATH'];
  for (const program of programs) {
    symlinkSync(command('which', program).trim(), join(directory, program));
  }
  process.env['PATH'] = directory;
  return {
    directory,
    [Symbol.dispose]: () => {
      process.env['PATH'] = former;
      rmSync(directory, { recursive: true });
    },
  };
}

const IPTABLES = ['iptables', 'iptables-save', 'iptables-restore'];
const IP6TABLES = ['ip6tables', 'ip6tables-save', 'ip6tables-restore'];

test('the library replaces and removes the table', asRoot, async () => {
  using firewall = new Firewall();
  const outcome = await firewall.apply(plan, '');
  assert.equal(outcome.backend, 'libnftables');
  assert.deepEqual(outcome.warnings, []);
  await firewall.apply(plan, '');
  assert.match(listed(), /10\.66\.0\.0\/24/);
  await firewall.remove(table, '');
  await firewall.remove(table, '');
  assert.doesNotMatch(tables(), /joey_fw/);
});

test('without the library the program nft does it', asRoot, async () => {
  const firewall = new Firewall(null);
  assert.equal((await firewall.apply(plan, 'nftables')).backend, 'nft');
  assert.match(tables(), /joey_fw/);
  await firewall.remove(table, '');
  assert.doesNotMatch(tables(), /joey_fw/);
});

test('without either, iptables does it', asRoot, async () => {
  const firewall = new Firewall(null);
  {
    using _path = pathWith(...IPTABLES, ...IP6TABLES);
    assert.equal((await firewall.apply(plan, '')).backend, 'iptables');
    await firewall.apply(plan, '');
  }
  const saved = command('iptables-save');
  assert.equal(saved.match(/-A FORWARD -j JOEY_FW-FORWARD/g)?.length, 1);
  assert.match(saved, /-A JOEY_FW-NAT -s 10\.66\.0\.0\/24 ! -o jtfw -j MASQUERADE/);
  {
    using _path = pathWith(...IPTABLES, ...IP6TABLES);
    await firewall.remove(table, '');
  }
  assert.doesNotMatch(command('iptables-save'), /JOEY_FW/);
  assert.doesNotMatch(command('ip6tables-save'), /JOEY_FW/);
});

test('with nothing at all the error names what failed, and the way out', asRoot, async () => {
  using _path = pathWith();
  const failure =
    /^the firewall cannot be set up \(--iptables=false does without\): .*nft.*iptables/s;
  await assert.rejects(new Firewall(null).apply(plan, ''), { message: failure });
});

test('a table that nft refuses is an error with its words', asRoot, async () => {
  using firewall = new Firewall();
  await assert.rejects(
    firewall.apply({ ...plan, table: 'no such name' }, 'nftables'),
    /syntax error/,
  );
});

for (const backend of ['libnftables', 'nft', 'iptables'] as const satisfies FirewallBackend[]) {
  const choice = backend === 'iptables' ? 'iptables' : 'nftables';
  const open = (): Firewall => (backend === 'libnftables' ? new Firewall() : new Firewall(null));
  const rules = (): string =>
    backend === 'iptables' ? command('iptables-save') : command('nft', 'list', 'ruleset');

  test(`${backend}: ports come and go beside the rules, and may come twice`, asRoot, async () => {
    using firewall = open();
    const { state } = await firewall.apply({ ...plan, ports: [] }, choice);
    const change = { backend, table, ports: [web] };
    await firewall.addPorts(change);
    await firewall.addPorts(change);
    assert.match(rules(), /8066.*10\.66\.0\.2/);
    await firewall.addPorts({ ...change, ports: [{ ...web, address: '10.66.0.3' }] });
    assert.match(rules(), /8066.*10\.66\.0\.3/);
    assert.doesNotMatch(rules(), /8066.*10\.66\.0\.2/);
    assert.equal((await firewall.repair({ ...plan, ports: [] }, { backend, state })).state, state);
    await firewall.removePorts({ ...change, ports: [{ ...web, address: '10.66.0.3' }] });
    await firewall.removePorts({ ...change, ports: [{ ...web, address: '10.66.0.3' }] });
    assert.doesNotMatch(rules(), /8066/);
    await firewall.remove(table, choice);
  });

  test(`${backend}: what was taken away is made again, ports included`, asRoot, async () => {
    using firewall = open();
    const made = await firewall.apply(plan, choice);
    if (backend === 'iptables') {
      for (const name of ['raw', 'nat', 'filter']) command('iptables', '-t', name, '-F');
    } else command('nft', 'flush', 'table', 'inet', table);
    assert.notEqual((await firewall.repair(plan, made)).state, '');
    assert.match(rules(), /8066.*10\.66\.0\.2/);
    await firewall.remove(table, choice);
  });

  test(
    `${backend}: the administrator's chain survives everything but a flush`,
    asRoot,
    async () => {
      using firewall = open();
      await firewall.apply(plan, choice);
      if (backend === 'iptables')
        command('iptables', '-A', 'JOEY_FW-USER', '-s', '10.9.9.9', '-j', 'DROP');
      else command('nft', 'add', 'rule', 'inet', table, 'user', 'ip', 'saddr', '10.9.9.9', 'drop');
      await firewall.apply({ ...plan, networks: [], ports: [] }, choice);
      await firewall.remove(table, choice);
      assert.match(rules(), /10\.9\.9\.9/);
      assert.doesNotMatch(rules(), /JOEY_FW-FORWARD|chain forward/);
      await firewall.apply(plan, choice);
      assert.match(rules(), /10\.9\.9\.9/);
      if (backend === 'iptables') command('iptables', '-F', 'JOEY_FW-USER');
      else command('nft', 'flush', 'chain', 'inet', table, 'user');
      await firewall.remove(table, choice);
      assert.doesNotMatch(rules(), /joey_fw/i);
    },
  );
}

test("another version's table gives way, its user chain does not", asRoot, async () => {
  using firewall = new Firewall();
  const old = 'add set inet joey_fw bridges { type ipv4_addr; }';
  for (const line of ['add table inet joey_fw', 'add chain inet joey_fw user', old]) {
    command('nft', line);
  }
  command('nft', 'add rule inet joey_fw user ip saddr 10.9.9.9 drop');
  await firewall.apply(plan, 'nftables');
  assert.match(listed(), /chain user \{\s+ip saddr 10\.9\.9\.9 drop/);
  assert.match(listed(), /jump user/);
  command('nft', 'delete', 'table', 'inet', table);
});

test('a running firewalld is told of the bridges', asRoot, async () => {
  using firewall = new Firewall();
  command('nft', 'add', 'table', 'inet', 'firewalld');
  using path = pathWith('nft', ...IPTABLES, ...IP6TABLES);
  const log = join(path.directory, 'log');
  const program = join(path.directory, 'firewall-cmd');
  writeFileSync(program, `#!/bin/sh\necho "$@" >> ${log}\n`);
  chmodSync(program, 0o755);
  assert.deepEqual((await firewall.apply(plan, '')).warnings, []);
  assert.equal(readFileSync(log, 'utf8'), '--zone=trusted --change-interface=jtfw\n');
  rmSync(program);
  assert.match((await firewall.apply(plan, '')).warnings.join(), /firewall-cmd/);
  await firewall.remove(table, '');
  command('nft', 'delete', 'table', 'inet', 'firewalld');
});
