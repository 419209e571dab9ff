import { randomBytes } from 'node:crypto';

import type { NetworkPlan } from '../../../src/network/driver.ts';
import { type DriverHarness, networkDriverSuite } from '../../suites/network-driver-suite.ts';
import { asRoot, Host, within } from './isolated.ts';

const signal = new AbortController().signal;

async function open(): Promise<DriverHarness> {
  const host = new Host();
  const network: NetworkPlan = {
    id: randomBytes(32).toString('hex'),
    bridge: `jt${randomBytes(4).toString('hex')}`,
    ownsBridge: true,
    subnet: { cidr: '10.77.0.0/24', gateway: '10.77.0.1', prefixLength: 24 },
    mtu: 1400,
    masquerade: true,
    icc: true,
    internal: false,
  };
  const { sandboxes } = host.kernel;
  return await Promise.resolve({
    driver: host.kernel.drivers.bridge,
    sandboxes,
    network,
    address: (n) => `10.77.0.${n}`,
    interfaces: async (containerId) => {
      const text = within(sandboxes.pathOf(containerId), 'ip', '-j', 'link');
      const found = JSON.parse(text) as { ifname: string; address: string }[];
      return await Promise.resolve(
        Object.fromEntries(
          found.filter(({ ifname }) => ifname === 'eth0').map((it) => [it.ifname, it.address]),
        ),
      );
    },
    [Symbol.asyncDispose]: async () => {
      await host.kernel.drivers.bridge.down(network, signal);
      await host[Symbol.asyncDispose]();
    },
  });
}

if (asRoot.skip === false) networkDriverSuite('bridge', open);
