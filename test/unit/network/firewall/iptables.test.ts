import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import {
  iptablesAddPorts,
  iptablesRemoval,
  iptablesRemovePorts,
  iptablesState,
  iptablesUpdate,
} from '../../../../src/network/firewall/iptables.ts';
import { firewallNetwork, firewallPlan, local, routed, web, web6 } from './plans.ts';

const golden = (name: string): string =>
  readFileSync(new URL(`../../../golden/firewall/${name}`, import.meta.url), 'utf8');

const networks = [
  firewallNetwork({ trustedInterfaces: ['eth1'] }),
  firewallNetwork({
    bridge: 'br2',
    icc: false,
    internal: true,
    subnets: [{ family: 4, cidr: '10.2.0.0/16', mode: 'nat', masquerade: false }],
  }),
  firewallNetwork({
    bridge: 'br3',
    subnets: [
      { family: 4, cidr: '10.3.0.0/16', mode: 'routed', masquerade: true },
      { family: 6, cidr: 'fd03::/64', mode: 'nat-unprotected', masquerade: true },
    ],
  }),
];
const everything = firewallPlan(networks, { ports: [web, local, web6, routed] });

for (const family of [4, 6] as const) {
  test(`IPv${family}: chains of our own are filled, and jumped to`, () => {
    assert.equal(iptablesUpdate('', family, everything), golden(`everything.ip${family}tables`));
  });
}

/** What `iptables-save` prints after a restore. */
const saved = (text: string): string =>
  text.replace(/^-I (\S+)/gm, '-A $1').replaceAll('[0:0]', '[12:34]');

test('jumps and the chain of the administrator are made once', () => {
  const text = iptablesUpdate(saved(iptablesUpdate('', 4, everything)), 4, everything);
  assert.doesNotMatch(text, /^-I /m);
  assert.doesNotMatch(text, /JOEY_X-USER - /);
});

test('ports that are not told of stay as long as not all are known', () => {
  const before = saved(iptablesUpdate('', 4, everything));
  const text = iptablesUpdate(before, 4, { ...everything, ports: [web], complete: false });
  assert.doesNotMatch(text, /JOEY_X-(PORTS|OPEN) - /);
  assert.doesNotMatch(text, /-A JOEY_X-PORTS/);
});

test('ports are added where they are missing, and replace others in their place', () => {
  const before = saved(iptablesUpdate('', 4, firewallPlan()));
  const added = iptablesAddPorts(before, 'joey_x', [web]);
  assert.equal(
    added,
    `*nat
-A JOEY_X-PORTS -p tcp -m tcp --dport 8080 -j DNAT --to-destination 10.1.0.2:80
COMMIT
*filter
-A JOEY_X-OPEN -d 10.1.0.2/32 -p tcp -m tcp --dport 80 -j ACCEPT
COMMIT
`,
  );
  assert.equal(iptablesAddPorts(before + added, 'joey_x', [web]), '');
  const moved = iptablesAddPorts(before + added, 'joey_x', [{ ...web, address: '10.1.0.9' }]);
  assert.match(moved, /^-D JOEY_X-PORTS .*10\.1\.0\.2:80\n-A JOEY_X-PORTS .*10\.1\.0\.9:80$/m);
});

test('ports that are gone already are not removed again', () => {
  const text = iptablesAddPorts('', 'joey_x', [web]);
  assert.equal(iptablesRemovePorts(text, 'joey_x', [web]), text.replaceAll('-A ', '-D '));
  assert.equal(iptablesRemovePorts('', 'joey_x', [web]), '');
});

test("removal leaves the administrator's rules, and nothing where nothing is", () => {
  const before = saved(iptablesUpdate('', 4, everything));
  assert.match(iptablesRemoval(before, 4, 'joey_x'), /^-X JOEY_X-USER$/m);
  const used = `${before}-A JOEY_X-USER -s 10.0.0.1/32 -j DROP\n`;
  assert.doesNotMatch(iptablesRemoval(used, 4, 'joey_x'), /JOEY_X-USER/);
  assert.equal(iptablesRemoval('', 4, 'joey_x'), '');
});

test('the state knows rules and chains, not ports and counters', () => {
  const text = iptablesUpdate('', 4, everything);
  const state = iptablesState(saved(text), 'joey_x');
  assert.equal(iptablesState(`${saved(text)}-A JOEY_X-OPEN -j ACCEPT\n`, 'joey_x'), state);
  assert.notEqual(iptablesState(saved(text).replace(/^-A FORWARD .*$/m, ''), 'joey_x'), state);
});
