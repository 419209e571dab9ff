import assert from 'node:assert/strict';
import { test } from 'node:test';

import { normaliseUrl } from '../../../src/daemon/normalise-url.ts';

const CASES: readonly [method: string, target: string, url: string, version?: string][] = [
  ['GET', '/_ping', '/_ping'],
  ['GET', '/v1.41/_ping', '/_ping', '1.41'],
  ['GET', '/v1.41', '/v1.41'],
  ['GET', '/vabc/info', '/vabc/info'],
  ['GET', 'http://docker/v1.24/info?x=/v1.9/y', '/info?x=/v1.9/y', '1.24'],
  ['GET', '/images/json?all=1', '/images/json?all=1'],
  ['GET', '/images/busybox/json', '/images/busybox/json'],
  ['GET', '/images/host:5000/team/app:1.0/json', '/images/host:5000%2Fteam%2Fapp:1.0/json'],
  ['GET', '/images/a%2Fb/json', '/images/a%2Fb/json'],
  ['GET', '/images/a/json/json', '/images/a%2Fjson/json'],
  ['GET', '/images/a@sha256:ff/history', '/images/a@sha256:ff/history'],
  ['GET', '/images/team/app/get', '/images/team%2Fapp/get'],
  ['GET', '/images/get?names=a/b', '/images/get?names=a/b'],
  ['GET', '/images/a/b/attestations', '/images/a%2Fb/attestations'],
  ['POST', '/v1.43/images/a/b/push?tag=x', '/images/a%2Fb/push?tag=x', '1.43'],
  ['POST', '/images/a/b/tag', '/images/a%2Fb/tag'],
  ['POST', '/images/load', '/images/load'],
  ['DELETE', '/images/a/b:c', '/images/a%2Fb:c'],
  ['DELETE', '/images/a/json', '/images/a%2Fjson'],
  ['GET', '/images/a/b/unknown', '/images/a/b/unknown'],
  ['GET', '/distribution/host/a/json', '/distribution/host%2Fa/json'],
  ['GET', '/plugins/vieux/sshfs:latest/json', '/plugins/vieux%2Fsshfs:latest/json'],
  ['DELETE', '/plugins/vieux/sshfs', '/plugins/vieux%2Fsshfs'],
  ['GET', '/plugins/privileges', '/plugins/privileges'],
  ['GET', '/containers//web/json', '/containers/web/json'],
  ['GET', '/containers/%2Fweb/json', '/containers/web/json'],
  ['GET', '/containers/json', '/containers/json'],
  ['POST', '/containers/create', '/containers/create'],
  ['GET', '/containers/web/attach/ws', '/containers/web/attach/ws'],
  ['GET', '/containers/a/attach/attach/ws', '/containers/a%2Fattach/attach/ws'],
  ['DELETE', '/containers/web/alias?link=1', '/containers/web%2Falias?link=1'],
  ['DELETE', '/containers/web/checkpoints/c1', '/containers/web/checkpoints/c1'],
  ['GET', '/networks/', '/networks'],
  ['GET', '/networks/a b', '/networks/a b'],
  ['DELETE', '/networks/a/b', '/networks/a%2Fb'],
  ['POST', '/networks/a/b/connect', '/networks/a%2Fb/connect'],
  ['POST', '/networks/create', '/networks/create'],
  ['GET', '/volumes/a/b', '/volumes/a%2Fb'],
  ['GET', '/exec/e/json', '/exec/e/json'],
  ['GET', '/constructor/x/json', '/constructor/x/json'],
  ['GET', '', '/'],
];

for (const [method, target, url, version] of CASES) {
  test(`${method} ${target} is routed as ${url}`, () => {
    assert.deepEqual(normaliseUrl(method, target), { url, version });
  });
}

test('a hostile name is split in linear time', () => {
  const began = performance.now();
  normaliseUrl('GET', `/images/${'json/'.repeat(20_000)}x`);
  assert.ok(performance.now() - began < 500);
});
