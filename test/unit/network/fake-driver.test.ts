import { FakeNetworkKernel } from '../../fakes/fake-network-kernel.ts';
import { plainNetwork } from '../../helpers/network-plan.ts';
import { type DriverHarness, networkDriverSuite } from '../../suites/network-driver-suite.ts';

async function open(): Promise<DriverHarness> {
  const kernel = new FakeNetworkKernel();
  return await Promise.resolve({
    driver: kernel.bridge,
    sandboxes: kernel.sandboxes,
    network: plainNetwork({ id: 'n' }),
    address: (n) => `10.0.0.${n}`,
    interfaces: async (containerId) => {
      const path = kernel.sandboxes.pathOf(containerId);
      const found = [...kernel.bridge.interfaces.values()].filter(
        ({ sandbox }) => sandbox === path,
      );
      return await Promise.resolve(
        Object.fromEntries(found.map((entry) => [entry.interfaceName, entry.macAddress])),
      );
    },
    [Symbol.asyncDispose]: async () => Promise.resolve(),
  });
}

networkDriverSuite('fake bridge', open);
