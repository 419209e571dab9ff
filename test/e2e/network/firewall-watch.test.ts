import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import type { FirewallChoice } from '../../../src/network/firewall/plan.ts';
import { asRoot, command, eventually } from './isolated.ts';
import { Lan, tcp } from './lan.ts';
import { ask, serve } from './traffic.ts';

const has = (text: RegExp, ...listing: readonly [string, ...string[]]): boolean =>
  text.test(command(listing[0], ...listing.slice(1)));

for (const choice of ['nftables', 'iptables'] as const satisfies FirewallChoice[]) {
  test(
    `${choice}: flushed rules are made again, with the ports of living containers`,
    asRoot,
    async () => {
      await using lan = new Lan(choice);
      const machine = await lan.machine();
      const web = await lan.container(await lan.network(1), 2, [tcp(8080)]);
      using _web = await serve(web.sandbox, 'web', 'tcp', 80);
      assert.equal(await ask(machine, { host: '192.0.2.1', port: 8080 }), 'web 192.0.2.2');
      command('nft', 'flush', 'ruleset');
      const ports = choice === 'nftables' ? /8080/ : /dport 8080/;
      assert.ok(await eventually(() => has(ports, 'nft', 'list', 'ruleset')));
      assert.equal(await ask(machine, { host: '192.0.2.1', port: 8080 }), 'web 192.0.2.2');
    },
  );
}

test('a chain that lost its rules is filled again', asRoot, async () => {
  await using lan = new Lan();
  await lan.network(1);
  const [, table = ''] = /table inet (\S+)/.exec(command('nft', 'list', 'tables')) ?? [];
  command('nft', 'flush', 'chain', 'inet', table, 'forward');
  const forward = ['nft', 'list', 'chain', 'inet', table, 'forward'] as const;
  assert.ok(await eventually(() => has(/jump user/, ...forward)));
});

test('two engines do not undo or wake each other', asRoot, async () => {
  await using first = new Lan();
  await using second = new Lan();
  await first.network(1);
  await second.network(2);
  command('nft', 'flush', 'ruleset');
  const tables = (): number => command('nft', 'list', 'tables').match(/inet joey_/g)?.length ?? 0;
  assert.ok(await eventually(() => tables() === 2));
  await sleep(1000);
  const before = command('nft', '-a', 'list', 'ruleset');
  await sleep(1000);
  assert.equal(command('nft', '-a', 'list', 'ruleset'), before);
});

test('a firewall that comes up later and drops what is forwarded is opened', asRoot, async () => {
  await using lan = new Lan();
  const machine = await lan.machine();
  const network = await lan.network(1);
  const web = await lan.container(network, 2, [tcp(8080)]);
  using _web = await serve(web.sandbox, 'web', 'tcp', 80);
  command('iptables', '-P', 'FORWARD', 'DROP');
  const accept = new RegExp(`-A FORWARD -o ${network.link} .*-j ACCEPT`);
  assert.ok(await eventually(() => has(accept, 'iptables', '-S')));
  assert.equal(await ask(machine, { host: '192.0.2.1', port: 8080 }), 'web 192.0.2.2');
  // As a dockerd does.
  command('iptables', '-N', 'DOCKER-USER');
  command('iptables', '-A', 'DOCKER-USER', '-j', 'RETURN');
  command('iptables', '-I', 'FORWARD', '-j', 'DOCKER-USER');
  const user = new RegExp(`-A DOCKER-USER -o ${network.link} .*-j ACCEPT`);
  assert.ok(await eventually(() => has(user, 'iptables', '-S')));
  assert.equal(await ask(machine, { host: '192.0.2.1', port: 8080 }), 'web 192.0.2.2');
});

test('rules of the administrator decide about published ports', asRoot, async () => {
  await using lan = new Lan();
  const machine = await lan.machine();
  const web = await lan.container(await lan.network(1), 2, [tcp(8080), tcp(8081)]);
  using _web = await serve(web.sandbox, 'web', 'tcp', 80);
  const [, table = ''] = /table inet (\S+)/.exec(command('nft', 'list', 'tables')) ?? [];
  const rule = 'meta l4proto tcp ct original proto-dst 8080 ip saddr 192.0.2.2 drop';
  command('nft', 'add', 'rule', 'inet', table, 'user', ...rule.split(' '));
  await lan.network(2);
  assert.equal(await ask(machine, { host: '192.0.2.1', port: 8080 }, 1500), 'timeout');
  assert.equal(await ask(machine, { host: '192.0.2.1', port: 8081 }), 'web 192.0.2.2');
});
