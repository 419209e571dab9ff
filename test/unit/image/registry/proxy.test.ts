import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { inNetwork, proxyFor } from '../../../../src/image/registry/http/proxy.ts';

const choose = (url: string, noProxy = '', proxies = {}): string | undefined =>
  proxyFor(new URL(url), {
    httpProxy: 'http://plain.proxy:3128',
    httpsProxy: 'secure.proxy:3129',
    noProxy,
    ...proxies,
  })?.href;

const SECURE = 'http://secure.proxy:3129/';

describe('the proxy for a registry', () => {
  test('goes by the scheme; its own may be left out', () => {
    assert.equal(choose('http://a.example/v2/'), 'http://plain.proxy:3128/');
    assert.equal(choose('https://a.example/v2/'), SECURE);
    assert.equal(choose('https://a.example/', '', { httpsProxy: '' }), undefined);
    assert.throws(() => choose('https://a.example/', '', { httpsProxy: 'http://[' }), {
      code: 'invalidArgument',
    });
  });

  test('is never used for the loopback', () => {
    for (const host of ['localhost', '127.0.0.1:5000', '127.9.9.9', '[::1]:5000']) {
      assert.equal(choose(`https://${host}/v2/`), undefined, host);
    }
  });

  const EXEMPT: readonly (readonly [string, string, boolean])[] = [
    ['a.example', 'https://a.example/', true],
    ['a.example', 'https://x.a.example/', true],
    ['a.example', 'https://xa.example/', false],
    ['.a.example', 'https://a.example/', false],
    ['.a.example', 'https://x.a.example/', true],
    ['*.a.example', 'https://x.a.example/', true],
    ['b, A.Example ,c', 'https://a.example/', true],
    ['a.example:443', 'https://a.example/', true],
    ['a.example:444', 'https://a.example/', false],
    ['a.example:80', 'http://a.example/', true],
    ['192.0.2.1', 'https://192.0.2.1/', true],
    ['192.0.2.1:5000', 'https://192.0.2.1/', false],
    ['192.0.2.0/24', 'https://192.0.2.77/', true],
    ['192.0.2.0/24', 'https://192.0.3.77/', false],
    ['2001:db8::/32', 'https://[2001:db8::1]/', true],
    ['2001:db8::1', 'https://[2001:db8::1]/', true],
    ['*', 'https://a.example/', true],
    ['', 'https://a.example/', false],
    [',,', 'https://a.example/', false],
  ];
  for (const [noProxy, url, isExempt] of EXEMPT) {
    test(`no-proxy "${noProxy}" ${isExempt ? 'covers' : 'does not cover'} ${url}`, () => {
      assert.equal(choose(url, noProxy) === undefined, isExempt);
    });
  }
});

test('malformed networks hold nothing', () => {
  for (const network of ['', '/', '1.2.3.4', '1.2.3.4/', '1.2.3.4/33', '::/129', 'x/8', '1.2/8']) {
    assert.equal(inNetwork(network, '1.2.3.4'), false, network);
  }
});
