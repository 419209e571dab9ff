import { randomBytes } from 'node:crypto';

import { plainNetwork } from '../../helpers/network-plan.ts';
import { type DriverHarness, networkDriverSuite } from '../../suites/network-driver-suite.ts';
import { asRoot, Host, within } from './isolated.ts';

const signal = new AbortController().signal;

async function open(): Promise<DriverHarness> {
  const host = new Host();
  const network = plainNetwork({
    id: randomBytes(32).toString('hex'),
    link: `jt${randomBytes(4).toString('hex')}`,
    subnets: [{ family: 4, cidr: '10.77.0.0/24', prefixLength: 24, gateway: '10.77.0.1' }],
    mtu: 1400,
  });
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
