import { randomBytes } from 'node:crypto';

import type { EndpointPlan, NetworkPlan, PublishedPort } from '../../../src/network/driver.ts';
import type { FirewallChoice } from '../../../src/network/firewall/plan.ts';
import { macOf } from '../../../src/network/mac.ts';
import { plainNetwork } from '../../helpers/network-plan.ts';
import { command, Host, within } from './isolated.ts';

const signal = new AbortController().signal;
const newId = (): string => randomBytes(32).toString('hex');

export interface Container {
  readonly sandbox: string;
  readonly endpoint: EndpointPlan;
  readonly network: NetworkPlan;
}

/** An engine's host in a network of other machines. The host is 192.0.2.1 and 2001:db8::1, another machine …2. */
export class Lan implements AsyncDisposable {
  readonly host: Host;
  readonly #networks: NetworkPlan[] = [];
  readonly #machines: string[] = [];

  constructor(choice: FirewallChoice = '') {
    this.host = new Host(choice);
  }

  /** A machine on the host's own network. @returns its namespace */
  async machine(address = '192.0.2.2'): Promise<string> {
    const id = newId();
    await this.host.kernel.sandboxes.create(id, signal);
    const sandbox = this.host.kernel.sandboxes.pathOf(id);
    const link = `lan${id.slice(0, 6)}`;
    if (this.#machines.length === 0) {
      command('ip', 'link', 'add', 'lan', 'type', 'bridge');
      command('ip', 'addr', 'add', '192.0.2.1/24', 'dev', 'lan');
      command('ip', 'addr', 'add', '2001:db8::1/64', 'dev', 'lan', 'nodad');
      command('ip', 'link', 'set', 'lan', 'up');
    }
    command('ip', 'link', 'add', link, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', sandbox);
    command('ip', 'link', 'set', link, 'master', 'lan', 'up');
    within(sandbox, 'ip', 'addr', 'add', `${address}/24`, 'dev', 'eth0');
    within(sandbox, 'ip', 'link', 'set', 'eth0', 'up');
    within(sandbox, 'ip', 'route', 'add', 'default', 'via', '192.0.2.1');
    addIpv6(sandbox, `2001:db8::${address.split('.')[3] ?? ''}`, '2001:db8::1');
    this.#machines.push(sandbox);
    return sandbox;
  }

  /** @param third of the subnets 10.77.THIRD.0/24 and fd77:0:0:THIRD::/64 */
  async network(third: number, over: Partial<NetworkPlan> = {}): Promise<NetworkPlan> {
    const network = plainNetwork({
      id: newId(),
      link: `jt${randomBytes(4).toString('hex')}`,
      subnets: [
        {
          family: 4,
          cidr: `10.77.${third}.0/24`,
          prefixLength: 24,
          gateway: `10.77.${third}.1`,
        },
        {
          family: 6,
          cidr: `fd77:0:0:${third}::/64`,
          prefixLength: 64,
          gateway: `fd77:0:0:${third}::1`,
        },
      ],
      ...over,
    });
    await this.host.kernel.drivers.bridge.up(network, signal);
    this.#networks.push(network);
    const gateway = network.subnets.find(({ family }) => family === 6)?.gateway ?? '';
    command('ip', 'addr', 'replace', `${gateway}/64`, 'dev', network.link, 'nodad');
    command('sysctl', '-qw', 'net.ipv6.conf.all.forwarding=1');
    return network;
  }

  /** @param last of its address */
  async container(
    network: NetworkPlan,
    last: number,
    ports: readonly PublishedPort[] = [],
  ): Promise<Container> {
    const id = newId();
    await this.host.kernel.sandboxes.create(id, signal);
    const [gateway = '', gateway6 = ''] = network.subnets.map((subnet) => subnet.gateway);
    const address = gateway.replace(/\d+$/, `${last}`);
    const endpoint: EndpointPlan = {
      id: newId(),
      sandbox: this.host.kernel.sandboxes.pathOf(id),
      interfaceName: 'eth0',
      macAddress: macOf(address),
      addresses: [
        { family: 4, address, prefixLength: 24 },
        { family: 6, address: gateway6.replace(/1$/, `${last}`), prefixLength: 64 },
      ],
      gateways: { ipv4: gateway, ipv6: gateway6 },
      sysctls: {},
      ports,
    };
    await this.host.kernel.drivers.bridge.join(network, endpoint, signal);
    addIpv6(endpoint.sandbox, gateway6.replace(/1$/, `${last}`), gateway6);
    return { sandbox: endpoint.sandbox, endpoint, network };
  }

  async remove({ network, endpoint }: Container): Promise<void> {
    await this.host.kernel.drivers.bridge.leave(network, [endpoint.id], signal);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const network of this.#networks) {
      await this.host.kernel.drivers.bridge.down(network, signal);
    }
    await this.host[Symbol.asyncDispose]();
    if (this.#machines.length > 0) command('ip', 'link', 'delete', 'lan');
  }
}

/** Where the driver has not done so already. */
function addIpv6(sandbox: string, address: string, gateway: string): void {
  for (const scope of ['all', 'default', 'eth0']) {
    within(sandbox, 'sysctl', '-qw', `net.ipv6.conf.${scope}.disable_ipv6=0`);
  }
  within(sandbox, 'ip', 'addr', 'replace', `${address}/64`, 'dev', 'eth0', 'nodad');
  within(sandbox, 'ip', '-6', 'route', 'replace', 'default', 'via', gateway);
}

export const tcp = (hostPort: number, hostIp = '0.0.0.0'): PublishedPort => ({
  protocol: 'tcp',
  containerPort: 80,
  hostIp,
  hostPort,
});
