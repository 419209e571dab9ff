import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { test } from 'node:test';

import { DockerdFixture } from '../../helpers/dockerd-fixture.ts';
import { asRoot, command, eventually } from './isolated.ts';
import { Lan, tcp } from './lan.ts';
import { ask, isDropped, serve } from './traffic.ts';

test(
  'beside a dockerd that drops what is forwarded both engines serve their ports',
  asRoot,
  async () => {
    await using lan = new Lan();
    const machine = await lan.machine();
    const network = await lan.network(1);
    const web = await lan.container(network, 2, [tcp(8080)]);
    using _web = await serve(web.sandbox, 'web', 'tcp', 80);
    using _machine = await serve(machine, 'machine', 'tcp', 80);
    // Whoever of the two lets the host forward packets is who lets the others be dropped.
    command('sysctl', '-qw', 'net.ipv4.ip_forward=0');
    await using dockerd = await DockerdFixture.create();
    assert.match(command('iptables', '-S', 'FORWARD'), /-P FORWARD DROP/);
    const pass = new RegExp(`-A DOCKER-USER -o ${network.link} `);
    assert.ok(await eventually(() => pass.test(command('iptables', '-S', 'DOCKER-USER'))));
    const answer = 'echo docker; sleep 1';
    const run = [
      'run',
      '-d',
      '-p',
      '8090:80',
      'busybox',
      'nc',
      '-ll',
      '-p',
      '80',
      '-e',
      'sh',
      '-c',
      answer,
    ];
    const { stdout } = await dockerd.docker(...run);
    const id = stdout.trim();
    const { stdout: address } = await dockerd.docker(
      'inspect',
      '-f',
      '{{.NetworkSettings.IPAddress}}',
      id,
    );

    assert.equal(await ask(machine, { host: '192.0.2.1', port: 8080 }), 'web 192.0.2.2');
    assert.equal(await ask(machine, { host: '192.0.2.1', port: 8090 }), 'docker');
    assert.equal(await ask(web.sandbox, { host: '192.0.2.2', port: 80 }), 'machine 192.0.2.1');
    assert.equal(await ask(web.sandbox, { host: '192.0.2.1', port: 8090 }), 'docker');
    assert.ok(await isDropped(web.sandbox, { host: address.trim(), port: 81 }));
    await lan.host.kernel.drivers.bridge.down(network, new AbortController().signal);
    assert.doesNotMatch(command('iptables', '-S'), /joey/);
  },
);

/** Holds a port as the daemon does, until it is killed. */
const HOLDER = `
import { silentLogger } from './src/lib/logger.ts';
import { BoundHostPorts } from './src/network/ports/bound-host-ports.ts';
import { RelayThread } from './src/network/ports/relay-thread.ts';
const config = { nat: { ipv4: true, ipv6: true }, relay: true };
const ports = new BoundHostPorts(config, new RelayThread(silentLogger), silentLogger);
const wish = { protocol: 'tcp', containerPort: 80, hostIp: '', first: 8080, last: 8080 };
ports.reserve({ endpointId: 'e', ipv4: '10.77.1.2' }, [wish], AbortSignal.timeout(10_000)).then(() => {
  console.log('held');
  setInterval(() => {}, 1000);
});`;

test(
  'connections go on, and new ones come, while whoever held the port is dead',
  asRoot,
  async () => {
    await using lan = new Lan();
    await lan.machine();
    const web = await lan.container(await lan.network(1), 2, [tcp(8080)]);
    using _web = await serve(web.sandbox, 'web', 'tcp', 80);
    const flags = ['--import', 'tsx', '--input-type=module', '-e', HOLDER];
    const holder = spawn(process.execPath, flags, { stdio: ['ignore', 'pipe', 'inherit'] });
    const [said] = (await once(holder.stdout, 'data')) as [Buffer];
    assert.equal(said.toString(), 'held\n');
    for (const host of ['192.0.2.1', '127.0.0.1']) {
      const socket = connect({ host, port: 8080 });
      const next = async (): Promise<string> =>
        String(((await once(socket, 'data')) as [Buffer])[0]);
      assert.match(await next(), /^web /);
      if (holder.exitCode === null && !holder.killed) {
        holder.kill('SIGKILL');
        await once(holder, 'exit');
      }
      socket.write('still there');
      assert.equal(await next(), 'still there');
      socket.destroy();
      assert.match(await ask(undefined, { host, port: 8080 }), /^web /);
    }
  },
);
