import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';

import type {
  EndpointPlan,
  NetworkDriver,
  NetworkPlan,
  Sandboxes,
} from '../../src/network/driver.ts';

/** A driver with addresses, and eyes to see what it did. */
export interface DriverHarness extends AsyncDisposable {
  readonly driver: NetworkDriver;
  readonly sandboxes: Sandboxes;
  readonly network: NetworkPlan;
  /** The n-th address of the network's subnet. */
  address(n: number): string;
  /** Name → MAC address of the interfaces in a container's sandbox, without loopback. */
  interfaces(containerId: string): Promise<Record<string, string>>;
}

const signal = new AbortController().signal;
const newId = (): string => randomBytes(32).toString('hex');

/** What every NetworkDriver with addresses must do; run against the fake and the real ones. */
export function networkDriverSuite(name: string, open: () => Promise<DriverHarness>): void {
  async function joined(
    harness: DriverHarness,
    n: number,
  ): Promise<{ containerId: string; endpoint: EndpointPlan }> {
    const containerId = newId();
    await harness.sandboxes.create(containerId, signal);
    const endpoint: EndpointPlan = {
      id: newId(),
      sandbox: harness.sandboxes.pathOf(containerId),
      interfaceName: 'eth0',
      macAddress: `02:42:00:00:00:0${n}`,
      addresses: [{ family: 4, address: harness.address(n), prefixLength: 24 }],
      gateways: { ipv4: harness.address(1) },
      sysctls: {},
      ports: [],
    };
    await harness.driver.join(harness.network, endpoint, signal);
    return { containerId, endpoint };
  }

  test(`${name}: up and down may be repeated`, async () => {
    await using harness = await open();
    await harness.driver.up(harness.network, signal);
    await harness.driver.up(harness.network, signal);
    await harness.driver.down(harness.network, signal);
    await harness.driver.down(harness.network, signal);
  });

  test(`${name}: join puts one interface with its address into the sandbox`, async () => {
    await using harness = await open();
    await harness.driver.up(harness.network, signal);
    const { containerId, endpoint } = await joined(harness, 2);
    const expected = { eth0: endpoint.macAddress };
    assert.deepEqual(await harness.interfaces(containerId), expected);
    await harness.driver.join(harness.network, endpoint, signal);
    assert.deepEqual(await harness.interfaces(containerId), expected);
  });

  test(`${name}: leave takes an interface away, and one that is gone already`, async () => {
    await using harness = await open();
    await harness.driver.up(harness.network, signal);
    const { containerId, endpoint } = await joined(harness, 2);
    await harness.driver.leave(harness.network, [endpoint.id], signal);
    assert.deepEqual(await harness.interfaces(containerId), {});
    await harness.driver.leave(harness.network, [endpoint.id, newId()], signal);
  });

  test(`${name}: reconcile keeps what it is told and nothing else`, async () => {
    await using harness = await open();
    await harness.driver.up(harness.network, signal);
    const kept = await joined(harness, 2);
    const stale = await joined(harness, 3);
    await harness.driver.reconcile(harness.network, [kept.endpoint], signal);
    assert.deepEqual(Object.keys(await harness.interfaces(kept.containerId)), ['eth0']);
    assert.deepEqual(await harness.interfaces(stale.containerId), {});
  });

  test(`${name}: a removed sandbox is not listed, and may be removed again`, async () => {
    await using harness = await open();
    await harness.driver.up(harness.network, signal);
    const { containerId } = await joined(harness, 2);
    assert.deepEqual(await harness.sandboxes.list(), [containerId]);
    await harness.sandboxes.remove(containerId, signal);
    await harness.sandboxes.remove(containerId, signal);
    assert.deepEqual(await harness.sandboxes.list(), []);
  });
}
