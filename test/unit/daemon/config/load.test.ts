import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';

import { parseFlags } from '../../../../src/daemon/config/flags.ts';
import { loadConfig } from '../../../../src/daemon/config/load.ts';
import type { Config } from '../../../../src/daemon/config/schema.ts';

async function withFile<T>(text: string, work: (path: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'joey-config-'));
  try {
    const path = join(folder, 'daemon.json');
    await writeFile(path, text);
    return await work(path);
  } finally {
    await rm(folder, { recursive: true });
  }
}

const load = async (file: string, ...argv: string[]): Promise<Config> =>
  withFile(file, async (path) => {
    const flags = parseFlags(['--config-file', path, ...argv]);
    return (await loadConfig(flags, {})).config;
  });

const refusal = async (file: string, ...argv: string[]): Promise<string> => {
  try {
    await load(file, ...argv);
  } catch (err) {
    assert(err instanceof Error);
    return err.message.replace(/ with file \S+:/, ' with file F:');
  }
  return 'accepted';
};

const IN_FILE = 'unable to configure the Joey daemon with file F: ';

describe('a configuration that is right', () => {
  it('has documented defaults and is frozen all the way down', async () => {
    const config = await load('');
    assert.equal(config.dataRoot, '/var/lib/joey');
    assert.deepEqual(config.listeners, [{ kind: 'unix', path: '/run/joey/joey.sock' }]);
    assert.equal(config.pidfile, '/run/joey/joeyd.pid');
    assert.equal(config.minApiVersion, '1.24');
    assert.equal(config.snapshotter, 'overlayfs');
    assert(Object.isFrozen(config) && Object.isFrozen(config.listeners[0]));
  });

  it('reads every kind of value from the file', async () => {
    const config = await load(
      JSON.stringify({
        'default-shm-size': '128M',
        'default-ulimits': { nofile: { Name: 'nofile', Soft: 64, Hard: 128 } },
        'default-address-pools': [{ base: '10.1.0.0/16', size: 24 }],
        runtimes: { crun: { path: '/usr/bin/crun', runtimeArgs: ['--debug'] } },
        'registry-mirrors': ['https://mirror.example'],
        'event-retention-age': '36h',
        'exec-opts': ['native.cgroupdriver=systemd'],
        proxies: { 'https-proxy': 'http://proxy.example:3128' },
        debug: true,
      }),
    );
    assert.equal(config.defaultShmSize, 128 * 1024 * 1024);
    assert.deepEqual(config.defaultUlimits, { nofile: { Name: 'nofile', Soft: 64, Hard: 128 } });
    assert.deepEqual(config.defaultAddressPools, [{ Base: '10.1.0.0/16', Size: 24 }]);
    assert.deepEqual(config.runtimes['crun'], {
      path: '/usr/bin/crun',
      runtimeArgs: ['--debug'],
      runtimeType: '',
      options: {},
    });
    assert.deepEqual(config.registryMirrors, ['https://mirror.example/']);
    assert.equal(config.eventRetentionMs, 36 * 3_600_000);
    assert.equal(config.cgroupDriver, 'systemd');
    assert.equal(config.httpsProxy, 'http://proxy.example:3128');
    assert.equal(config.effectiveLogLevel, 'debug');
  });

  it('reads the same from flags, in all their spellings', async () => {
    const config = await load(
      '',
      '-D',
      '-Hunix:///tmp/a.sock',
      '-H',
      'fd://',
      '--host=tcp://127.0.0.1',
      '--tls=false',
      '--default-ulimit',
      'nofile=64:128',
      '--default-address-pool=base=10.1.0.0/16,size=24',
      '--add-runtime=crun=/usr/bin/crun',
      '--label',
      'a=b',
      '--label=c=d',
      '--iptables=0',
    );
    assert.equal(config.debug, true);
    assert.deepEqual(config.listeners, [
      { kind: 'unix', path: '/tmp/a.sock' },
      { kind: 'fd', name: '' },
      { kind: 'tcp', host: '127.0.0.1', port: 2375 },
    ]);
    assert.deepEqual(config.defaultUlimits, { nofile: { Name: 'nofile', Soft: 64, Hard: 128 } });
    assert.deepEqual(config.labels, ['a=b', 'c=d']);
    assert.equal(config.runtimes['crun']?.path, '/usr/bin/crun');
    assert.equal(config.iptables, false);
  });

  it('adds up the runtimes of file and flags', async () => {
    const config = await load('{"runtimes":{"a":{"path":"/a"}}}', '--add-runtime', 'b=/b');
    assert.deepEqual(Object.keys(config.runtimes), ['a', 'b']);
  });

  it('takes proxies from the environment where nothing else is said', async () => {
    const { config } = await loadConfig(parseFlags([]), { HTTP_PROXY: 'http://p', no_proxy: 'x' });
    assert.equal(config.httpProxy, 'http://p');
    assert.equal(config.noProxy, 'x');
  });

  it('says which accepted settings do nothing', async () => {
    const { warnings } = await loadConfig(parseFlags(['--userland-proxy-path', '/x']), {});
    assert.deepEqual(warnings, [
      'userland-proxy-path has no effect: the daemon itself relays, there is no proxy program',
    ]);
  });
});

describe('a configuration that is wrong', () => {
  const cases: readonly (readonly [string, string[], string])[] = [
    [
      '{"debug":true,"dns":["1.1.1.1"],"log-opts":{"max-size":"1m"}}',
      ['-D', '--dns', '8.8.8.8', '--log-opt', 'a=b'],
      `${IN_FILE}the following directives are specified both as a flag and in the configuration file: ` +
        'debug: (from flag: true, from file: true), dns: (from flag: [8.8.8.8], from file: [1.1.1.1]), ' +
        'log-opts: (from flag: map[a:b], from file: map[max-size:1m])',
    ],
    [
      '{"debg":true,"qqqqqqqqqqqq":1}',
      [],
      `${IN_FILE}the following directives don't match any configuration option: debg (did you mean debug?), qqqqqqqqqqqq`,
    ],
    ['{"debug":"x"}', [], `${IN_FILE}invalid value for "debug": expected a boolean, got a string`],
    ['{"mtu":1.5}', [], `${IN_FILE}invalid value for "mtu": expected an integer, got a number`],
    ['[]', [], `${IN_FILE}the configuration must be a JSON object`],
    [
      '{"userns-remap":"default"}',
      [],
      `${IN_FILE}userns-remap: user namespace remapping is not supported yet`,
    ],
    ['', ['--hots', 'x'], 'unknown flag: --hots (did you mean --host?)'],
    ['', ['--zzzzzzzzz'], 'unknown flag: --zzzzzzzzz'],
    ['', ['-z'], "unknown shorthand flag: 'z' in -z"],
    ['', ['-H'], "flag needs an argument: 'H' in -H"],
    ['', ['--host'], 'flag needs an argument: --host'],
    ['', ['word'], '"joeyd" accepts no argument(s).'],
    [
      '',
      ['--mtu', 'x'],
      'invalid argument "x" for "--mtu" flag: strconv.ParseInt: parsing "x": invalid syntax',
    ],
    ['', ['--label', 'x'], 'invalid argument "x" for "--label" flag: bad attribute format: x'],
    ['', ['--dns', 'x'], 'invalid argument "x" for "--dns" flag: x is not an ip address'],
    [
      '',
      ['--default-ulimit', 'nofile=x'],
      'invalid argument "nofile=x" for "--default-ulimit" flag: strconv.ParseInt: parsing "x": invalid syntax',
    ],
    [
      '',
      ['--bip', '300.1.1.1'],
      'invalid argument "300.1.1.1" for "--bip" flag: invalid CIDR address: 300.1.1.1',
    ],
    ['', ['--default-runtime', 'x'], "specified default runtime 'x' does not exist"],
    [
      '',
      ['-b', 'x', '--bip', '10.0.0.1/24'],
      'You specified -b & --bip, mutually exclusive options. Please specify only one',
    ],
    ['', ['-H', 'ftp://x'], 'Invalid bind address format: ftp://x'],
    ['', ['-H', 'unix://relative'], 'Invalid bind address format: unix://relative'],
    [
      '',
      ['--min-api-version', '1.12'],
      'invalid min-api-version "1.12": must be between 1.24 and 1.56',
    ],
    ['', ['--data-root', 'x'], 'data-root must be an absolute path: "x"'],
    ['', ['--selinux-enabled'], 'selinux-enabled: SELinux labelling is not supported'],
  ];
  for (const [file, argv, sentence] of cases) {
    it(`${file} ${argv.join(' ')} → ${sentence.slice(0, 60)}`, async () => {
      const message = await refusal(file, ...argv);
      assert.equal(message.replace(IN_FILE, ''), sentence.replace(IN_FILE, ''));
    });
  }

  it('refuses tcp without verified TLS unless that was said on purpose', async () => {
    const host = ['-H', 'tcp://127.0.0.1:1'];
    assert.match(await refusal('', ...host), /without verified TLS/);
    assert.match(await refusal('', ...host, '--tls'), /without verified TLS/);
    assert.equal(await refusal('', ...host, '--tls=false'), 'accepted');
    assert.equal(await refusal('', ...host, '--tls', '--tlsverify=false'), 'accepted');
    assert.equal(await refusal('', ...host, '--tlsverify'), 'accepted');
  });

  it('is a malformed file, or a named one that is missing', async () => {
    assert.match(
      await refusal('{"debug":tru'),
      /^unable to configure the Joey daemon with file F: /,
    );
    await assert.rejects(loadConfig(parseFlags(['--config-file', '/nonexistent/x.json']), {}), {
      message:
        'unable to configure the Joey daemon with file /nonexistent/x.json: open /nonexistent/x.json: no such file or directory',
    });
  });
});
