import assert from 'node:assert/strict';
import { test } from 'node:test';

import { HeldPorts } from '../../../../src/network/ports/held-ports.ts';
import { candidates, parseEphemeralPorts } from '../../../../src/network/ports/port-numbers.ts';

test("the kernel's settings decide about ports that nobody named", () => {
  const { range, reserved } = parseEphemeralPorts('32768\t60999\n', '8080,40000-40002\n');
  assert.deepEqual(range, { first: 32_768, last: 60_999 });
  assert.deepEqual([...reserved], [8080, 40_000, 40_001, 40_002]);
});

for (const text of ['', '0 100', '9 8', '1 70000', 'x y']) {
  test(`settings that make no sense are Docker's own: ${JSON.stringify(text)}`, () => {
    const { range, reserved } = parseEphemeralPorts(text, '\n');
    assert.deepEqual(range, { first: 49_153, last: 65_535 });
    assert.equal(reserved.size, 0);
  });
}

test('every number is tried once, beginning after the latest', () => {
  const range = { first: 5, last: 8 };
  assert.deepEqual([...candidates(range, undefined)], [5, 6, 7, 8]);
  assert.deepEqual([...candidates(range, 6)], [7, 8, 5, 6]);
  assert.deepEqual([...candidates(range, 8)], [5, 6, 7, 8]);
  assert.deepEqual([...candidates(range, 99)], [5, 6, 7, 8]);
  assert.deepEqual([...candidates({ first: 5, last: 5 }, 5)], [5]);
});

test('a port is taken for its protocol, family and address, or all addresses', () => {
  const held = new HeldPorts();
  const port = { protocol: 'tcp', hostIp: '127.0.0.1', hostPort: 80 } as const;
  const any = { ...port, hostIp: '0.0.0.0' };
  held.add(port);
  assert.ok(held.isTaken(port));
  assert.ok(held.isTaken(any));
  assert.ok(!held.isTaken({ ...port, hostIp: '127.0.0.2' }));
  assert.ok(!held.isTaken({ ...port, hostIp: '::' }));
  assert.ok(!held.isTaken({ ...port, protocol: 'udp' }));
  assert.ok(!held.isTaken({ ...port, hostPort: 81 }));
  held.add({ ...any, hostPort: 81 });
  assert.ok(held.isTaken({ ...port, hostPort: 81 }));
  held.remove(port);
  assert.ok(!held.isTaken(any));
});
