import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { AttachRequest } from '../../../../src/mgr/network/container-networking.ts';
import { NetworkFixture, requestOf } from './fixture.ts';

type Wish = Parameters<typeof requestOf>[1];

const HOST_ONLY =
  'container sharing network namespace with another container or host cannot be connected to any other network';

const REFUSED: readonly (readonly [what: string, wish: Wish, code: string, sentence: string])[] = [
  [
    'host and another',
    { networkMode: 'host', endpointsConfig: { host: {}, bridge: {} } },
    'invalidArgument',
    HOST_ONLY,
  ],
  [
    'none and another',
    { networkMode: 'none', endpointsConfig: { none: {}, bridge: {} } },
    'invalidArgument',
    'container cannot be connected to multiple networks with one of the networks in private (none) mode',
  ],
  [
    'an address of choice',
    { endpointsConfig: { bridge: { IPAMConfig: { IPv4Address: '10.9.0.7' } } } },
    'invalidArgument',
    'user specified IP address is supported on user defined networks only',
  ],
  [
    'an alias',
    { networkMode: 'bridge', endpointsConfig: { bridge: { Aliases: ['x'] } } },
    'invalidArgument',
    'network-scoped aliases are only supported for user-defined networks',
  ],
  [
    'a bad MAC address',
    { endpointsConfig: { bridge: { MacAddress: 'zz' } } },
    'invalidArgument',
    'invalid MAC address zz',
  ],
  [
    'driver options',
    { endpointsConfig: { bridge: { DriverOpts: { 'com.docker.network.endpoint.sysctls': 'x' } } } },
    'invalidArgument',
    "unrecognised network interface sysctl 'x'; represent 'net.X.Y.ethN.Z=V' as 'net.X.Y.IFNAME.Z=V'",
  ],
  [
    'a bad DNS server',
    { host: { Dns: ['x'] } },
    'invalidArgument',
    'IP address is not correctly formatted: x',
  ],
  [
    'a bad extra host',
    { host: { ExtraHosts: ['x'] } },
    'invalidArgument',
    'bad format for add-host: "x"',
  ],
  [
    'a port that is none',
    { host: { PortBindings: { '80/tcp': [{ HostPort: '99999' }] } } },
    'invalidArgument',
    'invalid port specification: "99999"',
  ],
  [
    'an unknown protocol',
    { host: { PublishAllPorts: true }, exposedPorts: ['80/xyz'] },
    'invalidArgument',
    'invalid protocol: xyz',
  ],
  [
    'an interface name with a slash',
    {
      endpointsConfig: { bridge: { DriverOpts: { 'com.docker.network.endpoint.ifname': 'a/b' } } },
    },
    'invalidArgument',
    'invalid interface name "a/b"',
  ],
];

for (const [what, wish, code, message] of REFUSED) {
  test(`${what} is refused`, async () => {
    await using fixture = await NetworkFixture.start();
    assert.throws(() => fixture.mgr.check(requestOf('c1', wish)), { code, message });
  });
}

const ADMITTED: readonly (readonly [what: string, wish: Wish])[] = [
  ['nothing', {}],
  ['an unknown network, until the start', { networkMode: 'nope' }],
  ['the bridge under any name', { endpointsConfig: { default: {} } }],
  ['published ports without addresses', { networkMode: 'none', host: { PublishAllPorts: true } }],
  ['all of no ports', { host: { PublishAllPorts: true }, exposedPorts: [] }],
  ['empty wishes', { endpointsConfig: { bridge: { IPAMConfig: null, Aliases: null } } }],
];

for (const [what, wish] of ADMITTED) {
  test(`${what} is admitted`, async () => {
    await using fixture = await NetworkFixture.start();
    fixture.mgr.check(requestOf('c1', wish));
  });
}

test('without a default bridge containers have no network', async () => {
  await using fixture = await NetworkFixture.start({ bridge: 'none' });
  const request: AttachRequest = requestOf('c1');
  fixture.mgr.check(request);
  const { endpoints } = await fixture.mgr.attach(request, new AbortController().signal);
  assert.deepEqual(Object.keys(endpoints), ['none']);
});

test('an unknown network is not found at the start', async () => {
  await using fixture = await NetworkFixture.start();
  const request = requestOf('c1', { networkMode: 'nope' });
  await assert.rejects(fixture.mgr.attach(request, new AbortController().signal), {
    code: 'notFound',
    message: 'network nope not found',
  });
});
