import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import { isCode } from '../../../src/lib/errors.ts';
import { AddressPool } from '../../../src/network/address-pool.ts';
import { configuredSubnet } from '../../../src/network/subnet.ts';

const small = configuredSubnet('10.0.0.1/29', undefined);

test('the lowest free address is next, never network, gateway or broadcast', () => {
  const pool = new AddressPool(small, ['10.0.0.3']);
  const taken = Array.from({ length: 4 }, () => pool.take(0));
  assert.deepEqual(taken, ['10.0.0.2', '10.0.0.4', '10.0.0.5', '10.0.0.6']);
  assert.throws(
    () => pool.take(0),
    (err) => isCode(err, 'forbidden') && err.message.includes('no available IPv4 addresses'),
  );
});

test('an address that came back rests for five seconds', () => {
  const pool = new AddressPool(small, []);
  pool.give(pool.take(0), 1000);
  assert.equal(pool.take(5999), '10.0.0.3');
  assert.equal(pool.take(6000), '10.0.0.2');
});

test('a resting address is better than none, the longest rested first', () => {
  const pool = new AddressPool(small, ['10.0.0.4', '10.0.0.5', '10.0.0.6']);
  const [first, second] = [pool.take(0), pool.take(0)];
  pool.give(second, 1);
  pool.give(first, 2);
  assert.equal(pool.take(3), second);
  assert.equal(pool.take(3), first);
});

test('a range restricts what is given out', () => {
  const pool = new AddressPool(configuredSubnet('10.0.0.1/24', '10.0.0.64/30'), []);
  assert.equal(pool.available, 4);
  assert.deepEqual([pool.take(0), pool.take(0)], ['10.0.0.64', '10.0.0.65']);
  assert.equal(pool.available, 2);
});

test('what is not taken cannot be given back', () => {
  const pool = new AddressPool(small, []);
  pool.give('10.0.0.6', 0);
  assert.equal(pool.take(0), '10.0.0.2');
  assert.equal(pool.available, 4);
  assert.equal(pool.inUse, 2);
});

test('no two holders ever have the same address', () => {
  const steps = fc.array(fc.oneof(fc.constant('take' as const), fc.nat(20)), { maxLength: 60 });
  fc.assert(
    fc.property(steps, (wanted) => {
      const pool = new AddressPool(configuredSubnet('10.0.0.1/27', undefined), []);
      const held: string[] = [];
      for (const [now, step] of wanted.entries()) {
        if (step === 'take' && pool.available > 0) {
          const address = pool.take(now * 1000);
          assert.ok(!held.includes(address));
          held.push(address);
        } else if (step !== 'take') {
          const [back] = held.splice(step, 1);
          if (back !== undefined) pool.give(back, now * 1000);
        }
      }
      assert.equal(pool.available, 29 - held.length);
    }),
  );
});
