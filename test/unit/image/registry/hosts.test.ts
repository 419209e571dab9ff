import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { hostsOf } from '../../../../src/image/registry/hosts.ts';
import { registrySettings } from '../../../fakes/registry-settings.ts';

let root: string;
before(async () => {
  root = await mkdtemp(join(tmpdir(), 'joey-hosts-'));
});
after(() => rm(root, { recursive: true, force: true }));

/** A directory of registries' configurations with one registry in it. */
async function directory(name: string, files: Readonly<Record<string, string>>): Promise<string> {
  const dir = await mkdtemp(join(root, 'certs.d-'));
  await mkdir(join(dir, name));
  for (const [file, text] of Object.entries(files)) await writeFile(join(dir, name, file), text);
  return dir;
}

async function look(domain: string, settings: Parameters<typeof registrySettings>[0] = {}) {
  const hosts = await hostsOf(domain, registrySettings(settings));
  return hosts.map(({ addresses, capabilities, isOrigin, headers }) => ({
    at: addresses.map(({ base, tls }) => `${base.href}${tls.verify ? '' : ' unverified'}`),
    can: [...capabilities].join(' '),
    isOrigin,
    headers,
    authorities: addresses[0]?.tls.authorities ?? [],
    client: addresses[0]?.tls.client,
  }));
}

const PLAIN = { headers: {}, authorities: [], client: undefined };

describe('the hosts of a registry', () => {
  test('Docker Hub lives elsewhere, behind its mirrors', async () => {
    assert.deepEqual(
      await look('docker.io', { registryMirrors: ['https://m.example/', 'http://n.example/a/'] }),
      [
        { ...PLAIN, at: ['https://m.example/v2/'], can: 'pull resolve', isOrigin: false },
        { ...PLAIN, at: ['http://n.example/a/v2/'], can: 'pull resolve', isOrigin: false },
        {
          ...PLAIN,
          at: ['https://registry-1.docker.io/v2/'],
          can: 'pull resolve push',
          isOrigin: true,
        },
      ],
    );
  });

  test('mirrors of Docker Hub are not those of other registries', async () => {
    const [host, ...others] = await look('192.0.2.7:5000', { registryMirrors: ['https://m/'] });
    assert.deepEqual(others, []);
    assert.deepEqual(host?.at, ['https://192.0.2.7:5000/v2/']);
  });

  for (const [domain, insecure] of [
    ['127.0.0.1:5000', []],
    ['[::1]:5000', []],
    ['192.0.2.7:5000', ['192.0.2.7:5000']],
    ['192.0.2.7:5000', ['192.0.2.0/24']],
  ] as const) {
    test(`${domain} is insecure with [${insecure.join()}]: HTTPS unverified, then HTTP`, async () => {
      const [host] = await look(domain, { insecureRegistries: insecure });
      assert.deepEqual(host?.at, [
        `https://${domain}/v2/ unverified`,
        `http://${domain}/v2/ unverified`,
      ]);
    });
  }

  test('another port or network is not insecure', async () => {
    for (const insecure of ['192.0.2.7:5001', '192.0.3.0/24']) {
      const [host] = await look('192.0.2.7:5000', { insecureRegistries: [insecure] });
      assert.deepEqual(host?.at, ['https://192.0.2.7:5000/v2/']);
    }
  });

  test('certificates are taken from its directory, and make the loopback verified', async () => {
    const dir = await directory('127.0.0.1:5000', {
      'a.crt': 'A',
      'b.crt': 'B',
      'me.cert': 'C',
      'me.key': 'K',
      'other.txt': 'x',
    });
    const [host] = await look('127.0.0.1:5000', { registryConfigDirs: ['/nowhere', dir] });
    assert.deepEqual(host?.at, ['https://127.0.0.1:5000/v2/']);
    assert.deepEqual(host.authorities, ['A', 'B']);
    assert.deepEqual(host.client, { certificate: 'C', key: 'K' });
  });

  test('a client certificate without its key is an error', async () => {
    const dir = await directory('r.example', { 'me.cert': 'C' });
    await assert.rejects(look('r.example', { registryConfigDirs: [dir] }), {
      message:
        'missing key me.key for client certificate me.cert. CA certificates must use the extension .crt',
    });
  });
});

describe('hosts.toml', () => {
  const TEXT = `
server = "https://up.example"
[host."https://first.example"]
  capabilities = ["pull", "resolve"]
  ca = "ca.crt"
  client = [["c.pem", "k.pem"]]
  [host."https://first.example".header]
    x-one = "1"
    X-Two = ["a", "b"]
[host."http://second.example/cache/v2/up"]
  override_path = true
  skip_verify = true
[host."third.example:8443"]
`;

  test('says hosts in their order, the server last', async () => {
    const files = { 'hosts.toml': TEXT, 'ca.crt': 'CA', 'c.pem': 'C', 'k.pem': 'K' };
    const dir = await directory('up.example', files);
    const all = 'pull resolve push';
    assert.deepEqual(await look('up.example', { registryConfigDirs: [dir] }), [
      {
        at: ['https://first.example/v2/'],
        can: 'pull resolve',
        isOrigin: false,
        headers: { 'x-one': '1', 'x-two': 'a, b' },
        authorities: ['CA'],
        client: { certificate: 'C', key: 'K' },
      },
      {
        ...PLAIN,
        at: ['http://second.example/cache/v2/up/ unverified'],
        can: all,
        isOrigin: false,
      },
      { ...PLAIN, at: ['https://third.example:8443/v2/'], can: all, isOrigin: false },
      { ...PLAIN, authorities: ['CA'], at: ['https://up.example/v2/'], can: all, isOrigin: true },
    ]);
  });

  test('may be that of all registries, or named without a colon', async () => {
    const text = '[host."https://cache.example"]\n';
    for (const name of ['_default', '192.0.2.7_5000_']) {
      const dir = await directory(name, { 'hosts.toml': text });
      const hosts = await look('192.0.2.7:5000', { registryConfigDirs: [dir] });
      assert.deepEqual(
        hosts.map(({ at }) => at[0]),
        ['https://cache.example/v2/', 'https://192.0.2.7:5000/v2/'],
      );
    }
  });

  for (const [what, text] of [
    ['no TOML', 'x ='],
    ['no table', 'host = 1'],
    ['another scheme', '[host."ftp://x"]'],
    ['an unknown capability', '[host."https://x"]\ncapabilities=["fly"]'],
    ['a missing file', '[host."https://x"]\nca="nosuch.crt"'],
    ['a number for a text', 'server = 7'],
  ] as const) {
    test(`${what} is an error that names the file`, async () => {
      const dir = await directory('r.example', { 'hosts.toml': text });
      await assert.rejects(look('r.example', { registryConfigDirs: [dir] }), {
        code: 'internal',
        message: /^invalid .*r\.example\/hosts\.toml: /,
      });
    });
  }
});
