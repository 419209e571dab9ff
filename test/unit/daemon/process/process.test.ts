import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';

import { parseFlags } from '../../../../src/daemon/config/flags.ts';
import { parseListener } from '../../../../src/daemon/config/listener.ts';
import { loadConfig } from '../../../../src/daemon/config/load.ts';
import { passedSockets, selectSockets } from '../../../../src/daemon/process/activation.ts';
import { findGroup, socketGroup } from '../../../../src/daemon/process/group.ts';
import { writePidFile } from '../../../../src/daemon/process/pid-file.ts';
import { listenTargets } from '../../../../src/daemon/process/targets.ts';
import { silentLogger } from '../../../../src/lib/logger.ts';
import { nearest } from '../../../../src/lib/nearest.ts';

describe('sockets of a service manager', () => {
  const env = { pid: String(process.pid), count: '3', names: 'api:api:extra' };
  const sockets = passedSockets(env, (fd) => fd === 5);

  it('start at descriptor 3 and have their names', () => {
    assert.deepEqual(sockets, [
      { fd: 3, name: 'api', tcp: false },
      { fd: 4, name: 'api', tcp: false },
      { fd: 5, name: 'extra', tcp: true },
    ]);
    assert.equal(passedSockets({ ...env, names: undefined }, () => false)[0]?.name, 'unknown');
  });

  it('are not ours when they were meant for another process', () => {
    assert.deepEqual(passedSockets({ ...env, pid: '1' }), []);
    assert.deepEqual(passedSockets({ pid: undefined, count: undefined, names: undefined }), []);
  });

  it('are chosen by name, by number or all at once', () => {
    const numbers = (name: string) => selectSockets(sockets, name).map(({ fd }) => fd);
    assert.deepEqual(numbers(''), [3, 4, 5]);
    assert.deepEqual(numbers('api'), [3, 4]);
    assert.deepEqual(numbers('5'), [5]);
    assert.throws(() => numbers('6'), { message: 'failed to find matching listener for fd://6' });
    assert.throws(
      () => selectSockets([], ''),
      /^EngineError: no sockets found via socket activation/,
    );
  });
});

describe('places to listen at', () => {
  for (const [host, tls, expected] of [
    ['unix:///run/x.sock', false, { kind: 'unix', path: '/run/x.sock' }],
    ['tcp://', false, { kind: 'tcp', host: 'localhost', port: 2375 }],
    ['tcp://0.0.0.0', true, { kind: 'tcp', host: '0.0.0.0', port: 2376 }],
    ['tcp://[::1]:99', false, { kind: 'tcp', host: '::1', port: 99 }],
    ['127.0.0.1:99', false, { kind: 'tcp', host: '127.0.0.1', port: 99 }],
    [':99', false, { kind: 'tcp', host: 'localhost', port: 99 }],
    ['fd://', false, { kind: 'fd', name: '' }],
    ['fd://*', false, { kind: 'fd', name: '' }],
    ['fd://api', false, { kind: 'fd', name: 'api' }],
  ] as const) {
    it(`${host} → ${JSON.stringify(expected)}`, () => {
      assert.deepEqual(parseListener(host, tls), expected);
    });
  }

  for (const host of ['', 'x', 'unix://', 'tcp://a/b', 'tcp://a:99999', 'tcp://::1', 'http://x']) {
    it(`refuses "${host}"`, () => {
      assert.throws(() => parseListener(host, false), {
        message: `Invalid bind address format: ${host}`,
      });
    });
  }

  it('become targets with mode, group and certificates', async () => {
    const argv = ['-Hunix:///x', '-Hfd://', '--tlsverify', '-Htcp://a', '-G', '7'];
    const passed = [{ fd: 3, name: 'x', tcp: false }];
    const folder = await mkdtemp(join(tmpdir(), 'joey-targets-'));
    try {
      const pem = join(folder, 'x.pem');
      await writeFile(pem, 'PEM');
      const files = [`--tlscert=${pem}`, `--tlskey=${pem}`, `--tlscacert=${pem}`];
      const { config } = await loadConfig(parseFlags([...argv, ...files]), {});
      const text = Buffer.from('PEM');
      assert.deepEqual(await listenTargets(config, passed, silentLogger), [
        { kind: 'unix', path: '/x', mode: 0o660, gid: 7 },
        { kind: 'fd', fd: 3, tcp: false },
        {
          kind: 'tcp',
          host: 'a',
          port: 2376,
          tls: {
            cert: text,
            key: text,
            ca: text,
            minVersion: 'TLSv1.2',
            requestCert: true,
            rejectUnauthorized: true,
          },
        },
      ]);
      const { config: missing } = await loadConfig(
        parseFlags([...argv, ...files.slice(0, 2), `--tlscacert=${folder}/none`]),
        {},
      );
      await assert.rejects(
        listenTargets(missing, passed, silentLogger),
        /could not read CA certificate/,
      );
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

it('a group is found by name or number', async () => {
  assert.equal(findGroup('root:x:0:\njoey:x:990:a,b\n', 'joey'), 990);
  assert.equal(findGroup('joeyx:x:990:\n', 'joey'), undefined);
  assert.equal(await socketGroup('123', silentLogger), 123);
  await assert.rejects(socketGroup('no-such-group', silentLogger), {
    message: 'group no-such-group not found',
  });
});

it('a PID file is ours until disposed, and a stale one is replaced', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'joey-pid-'));
  try {
    const path = join(folder, 'deep/joeyd.pid');
    {
      using _file = writePidFile(path);
      assert.equal(await readFile(path, 'utf8'), `${String(process.pid)}\n`);
    }
    await assert.rejects(readFile(path), { code: 'ENOENT' });
    await writeFile(path, '1\n');
    using _file = writePidFile(path);
    assert.equal(await readFile(path, 'utf8'), `${String(process.pid)}\n`);
  } finally {
    await rm(folder, { recursive: true });
  }
});

it('the nearest word is near', () => {
  assert.equal(nearest('hots', ['hosts', 'host-gateway-ip']), 'hosts');
  assert.equal(nearest('LOG-LEVL', ['log-level']), 'log-level');
  assert.equal(nearest('zzzzzz', ['hosts']), undefined);
});
