import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { describe, it } from 'node:test';

import { get, Workplace } from './fixtures/daemon-process.ts';

const skip = process.geteuid?.() === 0 ? false : 'joeyd needs root';

describe('joeyd as a process', { skip, concurrency: 2 }, () => {
  it('serves on several sockets, the unix one for its group only', async () => {
    await using place = await Workplace.create();
    await place.configure({ 'log-level': 'info' });
    const other = place.path('other.sock');
    const daemon = place.start(
      place.args(`-Hunix://${place.socket}`, '-H', `unix://${other}`, '-G', 'daemon'),
    );
    await daemon.serving();
    for (const socketPath of [place.socket, other]) {
      assert.equal((await get({ socketPath }, '/_ping')).body, 'OK');
      assert.equal(statSync(socketPath).mode & 0o777, 0o660);
      assert.equal(statSync(socketPath).gid, 1);
    }
  });

  it('warns and leaves the socket to root when its default group is missing', async (t) => {
    if (/^joey:/m.test(readFileSync('/etc/group', 'utf8'))) {
      t.skip('this machine has a group joey');
      return;
    }
    await using place = await Workplace.create();
    await place.configure({});
    const daemon = place.start(place.args());
    await daemon.serving();
    assert.match(daemon.output, /the group does not exist: only root may use the socket/);
    assert.equal(statSync(place.socket).gid, 0);
  });

  it('refuses a group that was asked for and is missing', async () => {
    await using place = await Workplace.create();
    await place.configure({});
    const daemon = place.start(place.args('-G', 'no-such-group'));
    assert.equal(await daemon.exit(), 1);
    assert.match(daemon.output, /joeyd: group no-such-group not found/);
  });

  it('lets only one daemon at a data root, and says which one has it', async () => {
    await using place = await Workplace.create();
    await place.configure({});
    const first = place.start(place.args());
    await first.serving();
    const second = place.start(place.args(`-Hunix://${place.path('2.sock')}`));
    assert.equal(await second.exit(), 1);
    assert.equal(
      second.output.trim(),
      `joeyd: data-root ${place.path('data')} is in use by another joeyd (process ${String(first.child.pid)})`,
    );
    assert.equal((await get({ socketPath: place.socket }, '/_ping')).status, 200);
  });

  it('starts after a kill -9, over the socket and the files that were left', async () => {
    await using place = await Workplace.create();
    await place.configure({});
    const first = place.start(place.args());
    await first.serving();
    await first.kill();
    assert(existsSync(place.socket) && existsSync(place.path('exec/joeyd.pid')));
    const second = place.start(place.args());
    await second.serving();
    assert.equal(
      readFileSync(place.path('exec/joeyd.pid'), 'utf8'),
      `${String(second.child.pid)}\n`,
    );
    assert.equal((await get({ socketPath: place.socket }, '/_ping')).status, 200);
  });

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    it(`ends on ${signal} with 0, answers what was asked before, and tidies up`, async () => {
      await using place = await Workplace.create();
      await place.configure({});
      const daemon = place.start(place.args(), { env: { FAKE_DELAY_MS: '500' } });
      await daemon.serving();
      const answer = get({ socketPath: place.socket }, '/version');
      await get({ socketPath: place.socket }, '/_ping');
      daemon.signal(signal);
      assert.equal((await answer).status, 200);
      assert.equal(await daemon.exit(), 0);
      assert.match(daemon.output, /engine disposed[^]*stopped/);
      assert(!existsSync(place.path('exec/joeyd.pid')));
      assert(!existsSync(place.socket));
    });
  }

  it('gives up waiting at the shutdown timeout', async () => {
    await using place = await Workplace.create();
    await place.configure({ 'shutdown-timeout': 1 });
    const daemon = place.start(place.args(), { env: { FAKE_STOP_MS: '60000' } });
    await daemon.serving();
    daemon.signal('SIGTERM');
    assert.equal(await daemon.exit(), 0);
    assert.match(daemon.output, /shutdown took too long/);
  });

  it('is forced by a second signal', async () => {
    await using place = await Workplace.create();
    await place.configure({});
    const daemon = place.start(place.args(), { env: { FAKE_STOP_MS: '60000' } });
    await daemon.serving();
    daemon.signal('SIGTERM');
    await daemon.says('engine disposed');
    daemon.signal('SIGTERM');
    assert.equal(await daemon.exit(), 143);
  });

  it('ends with 1 and a fatal line on a rejection that nobody handles', async () => {
    await using place = await Workplace.create();
    await place.configure({});
    const daemon = place.start(place.args(), { env: { FAKE_REJECT: '1', FAKE_STOP_MS: '60000' } });
    await daemon.serving();
    daemon.signal('SIGTERM');
    assert.equal(await daemon.exit(), 1);
    assert.match(daemon.output, /"level":60.*unexpected failure/);
  });

  it('reads its file again on SIGHUP, and keeps what it has when that is wrong', async () => {
    await using place = await Workplace.create();
    await place.configure({ labels: ['a=1'] });
    const daemon = place.start(place.args());
    await daemon.serving();
    await place.configure({ labels: ['a=2'], mtu: 1400, debug: true });
    daemon.signal('SIGHUP');
    await daemon.says('configuration reloaded');
    assert.match(daemon.output, /"labels":\["a=2"\],"debug":true,"msg":"engine reloaded"/);
    assert.match(daemon.output, /"needRestart":\["mtu"\]/);
    await place.configure({ nonsense: 1 });
    daemon.signal('SIGHUP');
    await daemon.says('the configuration was not reloaded');
    assert.equal((await get({ socketPath: place.socket }, '/_ping')).status, 200);
  });

  it('checks a configuration without starting', async () => {
    await using place = await Workplace.create();
    await place.configure({ debug: true });
    const good = place.start(place.args('--validate'));
    assert.equal(await good.exit(), 0);
    assert.equal(good.output, 'configuration OK\n');
    assert(!existsSync(place.path('data')));
    await place.configure({ debgu: true });
    const bad = place.start(place.args('--validate'));
    assert.equal(await bad.exit(), 1);
    assert.match(bad.output, /debgu \(did you mean debug\?\)/);
  });

  it('serves metrics at an address of their own', async () => {
    await using place = await Workplace.create();
    await place.configure({ 'metrics-addr': '127.0.0.1:19323' });
    const daemon = place.start(place.args());
    await daemon.serving();
    const target = { host: '127.0.0.1', port: 19323 };
    assert.deepEqual(await get(target, '/metrics'), { status: 200, body: 'fake 1\n' });
    assert.equal((await get(target, '/version')).status, 404);
  });
});

describe('joeyd under a service manager', { skip, concurrency: 2 }, () => {
  it('takes its sockets from the manager and does not hand them on', async () => {
    await using place = await Workplace.create();
    await place.configure({});
    const daemon = place.start(place.args('-Hfd://joey.socket'), { activatedBy: place.socket });
    await daemon.serving();
    assert.equal((await get({ socketPath: place.socket }, '/_ping')).body, 'OK');
    const flags = /flags:\s+(\d+)/.exec(
      readFileSync(`/proc/${String(daemon.child.pid)}/fdinfo/3`, 'utf8'),
    )?.[1];
    assert.equal(Number.parseInt(flags ?? '0', 8) & 0o2000000, 0o2000000, 'close on exec');
  });

  it('says when no socket was passed', async () => {
    await using place = await Workplace.create();
    await place.configure({});
    const daemon = place.start(place.args('-Hfd://'));
    assert.equal(await daemon.exit(), 1);
    assert.match(daemon.output, /no sockets found via socket activation/);
  });

  it('tells the manager that it is ready, reloads and stops', async () => {
    await using place = await Workplace.create();
    await place.configure({});
    const notify = place.path('notify.sock');
    const receiver = await startReceiver(notify);
    try {
      const daemon = place.start(place.args(), { env: { NOTIFY_SOCKET: notify } });
      await receiver.says(`READY=1\nMAINPID=${String(daemon.child.pid)}`);
      daemon.signal('SIGHUP');
      await receiver.says('RELOADING=1\nMONOTONIC_USEC=');
      daemon.signal('SIGTERM');
      await receiver.says('STOPPING=1');
      assert.equal(await daemon.exit(), 0);
    } finally {
      receiver.stop();
    }
  });
});

/** Prints the datagrams that come to a unix socket; Node cannot receive them itself. */
async function startReceiver(
  path: string,
): Promise<{ says: (text: string) => Promise<void>; stop: () => void }> {
  const script = `
import socket, sys
s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
s.bind(sys.argv[1])
print('bound', flush=True)
while True: print(s.recv(4096).decode(), flush=True)
`;
  const child = spawn('python3', ['-c', script, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  let seen = '';
  child.stdout.on('data', (chunk: Buffer) => (seen += chunk.toString()));
  const says = async (text: string): Promise<void> => {
    while (!seen.includes(text)) await once(child.stdout, 'data');
  };
  await says('bound');
  return { says, stop: () => child.kill() };
}
