import { spawnSync } from 'node:child_process';
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

/** The same for interfaces that share a parent: a dummy one, made by the driver. */
function openParent(type: 'macvlan' | 'ipvlan', mode: string): () => Promise<DriverHarness> {
  return async () => {
    const host = new Host();
    const network = plainNetwork({
      id: randomBytes(32).toString('hex'),
      link: `jd${randomBytes(4).toString('hex')}`,
      subnets: [{ family: 4, cidr: '10.78.0.0/24', prefixLength: 24 }],
      mode: { name: mode, flag: '' },
    });
    const { sandboxes, drivers } = host.kernel;
    return await Promise.resolve({
      driver: drivers[type],
      sandboxes,
      network,
      address: (n) => `10.78.0.${n}`,
      interfaces: async (containerId) => {
        const text = within(sandboxes.pathOf(containerId), 'ip', '-j', 'link');
        const found = JSON.parse(text) as { ifname: string; address: string }[];
        const own = found.filter(({ ifname }) => ifname === 'eth0');
        // An ipvlan has its parent's address.
        const macOf = (address: string): string =>
          type === 'macvlan' ? address : '02:42:00:00:00:02';
        return await Promise.resolve(
          Object.fromEntries(own.map((it) => [it.ifname, macOf(it.address)])),
        );
      },
      [Symbol.asyncDispose]: async () => {
        await drivers[type].down(network, signal);
        await host[Symbol.asyncDispose]();
      },
    });
  };
}

if (asRoot.skip === false) {
  networkDriverSuite('macvlan', openParent('macvlan', 'bridge'));
  if (hasIpvlan()) {
    networkDriverSuite('ipvlan l2', openParent('ipvlan', 'l2'));
    networkDriverSuite('ipvlan l3', openParent('ipvlan', 'l3'));
  } else {
    console.log('ipvlan: this kernel has none, its suite is left out');
  }
}

function hasIpvlan(): boolean {
  const link = `jp${randomBytes(4).toString('hex')}`;
  const ip = (...args: string[]): boolean => spawnSync('ip', args).status === 0;
  ip('link', 'add', link, 'type', 'bridge');
  const found = ip('link', 'add', 'link', link, 'name', `${link}i`, 'type', 'ipvlan', 'mode', 'l2');
  ip('link', 'del', link);
  return found;
}
