import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { ContainerConfig, ImageConfig } from '../../../../../src/api/schemas.ts';
import { mergeImageConfig } from '../../../../../src/mgr/container/create/merge-image-config.ts';

const merge = (config: ContainerConfig, image: ImageConfig) => mergeImageConfig(config, image);
const command = (config: ContainerConfig, image: ImageConfig) => {
  const { Cmd, Entrypoint } = merge(config, image);
  return [Entrypoint, Cmd];
};

const IMAGE = { Entrypoint: ['entry'], Cmd: ['a', 'b'] };

for (const [config, expected] of [
  [{}, [['entry'], ['a', 'b']]],
  [{ Cmd: ['c'] }, [['entry'], ['c']]],
  [{ Entrypoint: ['other'] }, [['other'], null]],
  [{ Entrypoint: ['other'], Cmd: ['c'] }, [['other'], ['c']]],
  [{ Entrypoint: [''], Cmd: ['c'] }, [null, ['c']]],
  [{ Entrypoint: [], Cmd: ['c'] }, [[], ['c']]],
  [{ Cmd: [] }, [['entry'], ['a', 'b']]],
] as const) {
  test(`command of ${JSON.stringify(config)}`, () => {
    assert.deepEqual(command(config as ContainerConfig, IMAGE), expected);
  });
}

test('without any command there is nothing to create', () => {
  for (const config of [{}, { Cmd: [] }, { Entrypoint: [''] }]) {
    assert.throws(() => merge(config, {}), {
      code: 'invalidArgument',
      message: 'no command specified',
    });
  }
  assert.throws(() => merge({ Entrypoint: [''] }, IMAGE), { message: 'no command specified' });
});

const withCommand = (config: ContainerConfig, image: ImageConfig) =>
  merge({ Cmd: ['x'], ...config }, image);

test('the user’s variables come first and win by name', () => {
  const { Env } = withCommand({ Env: ['A=1', 'B'] }, { Env: ['PATH=/bin', 'A=2', 'B=3', 'AA=4'] });
  assert.deepEqual(Env, ['A=1', 'B', 'PATH=/bin', 'AA=4']);
  assert.equal(withCommand({}, {}).Env, null);
});

test('labels, ports and volumes are united', () => {
  const merged = withCommand(
    { Labels: { a: 'own' }, ExposedPorts: { '80/tcp': {} } },
    { Labels: { a: 'image', b: 'image' }, ExposedPorts: { '81/tcp': {} }, Volumes: { '/v': {} } },
  );
  assert.deepEqual(merged.Labels, { a: 'own', b: 'image' });
  assert.deepEqual(Object.keys(merged.ExposedPorts ?? {}).sort(), ['80/tcp', '81/tcp']);
  assert.deepEqual(merged.Volumes, { '/v': {} });
});

test('user, directory and signal are the image’s when the user says none', () => {
  const image = { User: 'bob', WorkingDir: '/w', StopSignal: 'SIGINT' };
  const { User, WorkingDir, StopSignal } = withCommand({}, image);
  assert.deepEqual([User, WorkingDir, StopSignal], ['bob', '/w', 'SIGINT']);
  const own = withCommand({ User: 'root', WorkingDir: '/', StopSignal: 'SIGTERM' }, image);
  assert.deepEqual([own.User, own.WorkingDir, own.StopSignal], ['root', '/', 'SIGTERM']);
});

test('each part of a health check is inherited on its own', () => {
  const Healthcheck = { Test: ['CMD', 'a'], Interval: 5e9, Retries: 2 };
  const health = (own: ContainerConfig['Healthcheck']) =>
    withCommand({ Healthcheck: own }, { Healthcheck }).Healthcheck;
  assert.deepEqual(health(undefined), Healthcheck);
  assert.deepEqual(health({ Interval: 1e9 }), { ...Healthcheck, Interval: 1e9 });
  assert.deepEqual(health({ Test: ['NONE'], Retries: 0 }), { ...Healthcheck, Test: ['NONE'] });
  assert.equal(withCommand({}, {}).Healthcheck, undefined);
});

test('neither document is changed', () => {
  const config = Object.freeze({ Cmd: ['x'], Labels: Object.freeze({ a: '1' }) });
  const image = Object.freeze({ Labels: Object.freeze({ b: '2' }), Env: ['A=1'] });
  merge(config, image);
});
