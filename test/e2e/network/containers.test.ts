/** Real traffic between containers, the host and their names, before and after a kill of the daemon. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { after, before, describe, test } from 'node:test';

import type { CommandResult } from '../../helpers/command.ts';
import { EngineFixture, waitFor } from '../../helpers/engine-fixture.ts';
import { freePorts } from '../../helpers/free-ports.ts';

describe('containers in networks', () => {
  let engine: EngineFixture;
  let port: number;
  let udp: number;
  let echo: ChildProcess;

  before(async () => {
    engine = await EngineFixture.create();
    [port = 0, udp = 0] = await freePorts(2);
    await engine.dockerOk('network', 'create', 'front');
    await engine.dockerOk('network', 'create', '--ipv6', 'six');
    await engine.dockerOk('network', 'create', '--internal', 'back');
    const serve = 'hostname > /www; httpd -f -p 80 -h /';
    await engine.dockerOk(
      ...['run', '-d', '--name', 'web', '--hostname', 'webhost', '--network', 'front'],
      ...['--network-alias', 'www', '-p', `${port}:80`, '-p', `${udp}:53/udp`],
      ...['busybox', 'sh', '-c', serve],
    );
    await engine.dockerOk('network', 'connect', '--alias', 'inner', 'back', 'web');
    await engine.dockerOk('network', 'connect', 'six', 'web');
    await run('client', 'front');
    await run('sixer', 'six');
    await run('hidden', 'back');
    await run('other', 'bridge');
    echo = spawnWithin(await pidOf('web'), ECHO);
    await waitFor('the web server', async () => (await get('client', 'web')).code === 0);
  });
  after(async () => {
    echo.kill();
    await engine[Symbol.asyncDispose]();
  });

  const run = (name: string, network: string): Promise<string> =>
    engine.dockerOk('run', '-d', '--name', name, '--network', network, 'busybox', 'sleep', '1000');
  const inside = (name: string, script: string): Promise<CommandResult> =>
    engine.docker('exec', name, 'sh', '-c', script);
  const get = (from: string, host: string): Promise<CommandResult> =>
    inside(from, `timeout 3 wget -q -O - http://${host}/www`);
  const reaches = async (from: string, host: string): Promise<void> => {
    assert.equal((await get(from, host)).stdout, 'webhost\n', `${from} to ${host}`);
  };
  const pidOf = (name: string): Promise<string> =>
    engine.dockerOk('inspect', '-f', '{{.State.Pid}}', name);
  const addressOf = (format: string): Promise<string> =>
    engine.dockerOk('inspect', '-f', `{{with .NetworkSettings.Networks}}${format}{{end}}`, 'web');

  async function everythingHolds(): Promise<void> {
    const gateway = await addressOf('{{.front.Gateway}}');
    for (const name of ['web', 'www', 'webhost', 'web.front']) await reaches('client', name);
    await reaches('hidden', 'inner');
    assert.notEqual((await get('client', 'inner')).code, 0, 'an alias of another network');
    assert.notEqual((await get('other', 'web')).code, 0, 'a name of another network');
    assert.notEqual((await get('other', await addressOf('{{.front.IPAddress}}'))).code, 0);
    await reaches('sixer', `[${await addressOf('{{.six.GlobalIPv6Address}}')}]`);
    assert.equal((await inside('sixer', 'ping6 -c 1 -W 2 web')).code, 0);
    await reaches('web', `${gateway}:${port}`);
    await reaches('client', `${gateway}:${port}`);
    await reaches('other', `${gateway}:${port}`);
    await reaches('client', `host.docker.internal:${port}`);
    const routes = (await inside('hidden', 'ip route')).stdout;
    assert.doesNotMatch(routes, /default/);
    for (const host of ['127.0.0.1', '[::1]', gateway]) {
      const answer = await fetch(`http://${host}:${port}/www`);
      assert.equal(await answer.text(), 'webhost\n', host);
    }
    for (const from of ['other', 'client']) {
      const asking = spawnWithin(await pidOf(from), `${ASK}('${gateway}', ${udp})`);
      assert.equal(await firstLine(asking), 'hello', `UDP from ${from}`);
    }
  }

  test('by name, alias, address and published port, of both families', everythingHolds);

  test('a name that is nobody’s is answered at once where nothing may leave', async () => {
    const begin = Date.now();
    assert.notEqual((await get('hidden', 'nosuchname.example')).code, 0);
    assert.ok(Date.now() - begin < 5_000);
  });

  test('a kill of the daemon drops no connection, and everything holds afterwards', async () => {
    const talk = connect(port, '127.0.0.1');
    await once(talk, 'connect');
    await engine.restart('SIGKILL');
    assert.match(await ask(talk), /webhost/);
    await everythingHolds();
  });

  test('addresses stay over a restart of container and daemon', async () => {
    await engine.dockerOk('network', 'create', '--subnet', '100.127.7.0/24', 'fixed');
    const place = ['--network', 'fixed', '--ip', '100.127.7.77'];
    await engine.dockerOk('run', '-d', '--name', 'still', ...place, 'busybox', 'sleep', '1000');
    await engine.dockerOk('restart', '-t', '0', 'still');
    await engine.restart();
    await engine.dockerOk('restart', '-t', '0', 'still');
    assert.match((await inside('still', 'ip addr show eth0')).stdout, /100\.127\.7\.77\/24/);
  });

  test('user edits of hosts stay when networks come and go', async () => {
    await inside('client', 'echo "9.9.9.9 mine" >> /etc/hosts');
    await engine.dockerOk('network', 'connect', 'back', 'client');
    const connected = (await inside('client', 'cat /etc/hosts')).stdout;
    await engine.dockerOk('network', 'disconnect', 'back', 'client');
    const disconnected = (await inside('client', 'cat /etc/hosts')).stdout;
    assert.match(connected, /9\.9\.9\.9 mine/);
    assert.equal(connected.split('\n').length, disconnected.split('\n').length + 1);
    assert.match(disconnected, /9\.9\.9\.9 mine/);
  });

  test('the highest gateway priority carries the default route, also later', async () => {
    await engine.dockerOk('network', 'create', 'zz');
    await engine.dockerOk('network', 'connect', '--gw-priority', '5', 'zz', 'client');
    assert.match((await inside('client', 'ip route')).stdout, /default via \S+ dev eth1/);
    await engine.dockerOk('network', 'disconnect', 'zz', 'client');
    assert.match((await inside('client', 'ip route')).stdout, /default via \S+ dev eth0/);
  });

  test('a server of its own at port 53 does not disturb names', async () => {
    const both = 'nc -l -p 53 >/dev/null & sleep 0.2; nslookup web';
    const { stdout, code } = await inside('client', both);
    assert.equal(code, 0, stdout);
  });

  test('a hundred containers start at once on one network', async () => {
    const names = Array.from({ length: 100 }, (_, index) => `many-${index}`);
    const started = await Promise.all(
      names.map((name) =>
        engine.docker('run', '-d', '--name', name, '--network', 'front', 'busybox', 'sleep', '999'),
      ),
    );
    assert.deepEqual(
      started.filter(({ code }) => code !== 0).map(({ stderr }) => stderr),
      [],
    );
    const { stdout } = await inside('client', 'nslookup many-99 | grep -c Address');
    assert.ok(Number(stdout) >= 2);
    await engine.dockerOk('rm', '-f', ...names);
  });
});

const ECHO = `const s = require('dgram').createSocket('udp4');
s.on('message', (text, from) => s.send(text, from.port, from.address)); s.bind(53);`;

const ASK = `((host, port) => {
  const s = require('dgram').createSocket('udp4');
  s.on('message', (text) => { console.log(String(text)); process.exit(); });
  setInterval(() => s.send('hello', port, host), 200);
  setTimeout(() => process.exit(), 5000);
})`;

/** A script on the network of a container, for what its image has no program. */
const spawnWithin = (pid: string, script: string): ChildProcess =>
  spawn('nsenter', [`--net=/proc/${pid}/ns/net`, process.execPath, '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });

async function firstLine(child: ChildProcess): Promise<string> {
  let text = '';
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  await once(child, 'exit');
  return text.trim();
}

/** A request on a connection that is open already. */
async function ask(socket: Socket): Promise<string> {
  let text = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  socket.write('GET /www HTTP/1.0\r\n\r\n');
  await once(socket, 'close');
  return text;
}
