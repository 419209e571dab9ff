import assert from 'node:assert/strict';
import { test } from 'node:test';

import { BUILT_IN_DEFAULTS } from '../../../../src/mgr/container/create/defaults.ts';
import { logTargetOf } from '../../../../src/mgr/container/log-target.ts';
import { recordWith } from '../../../fakes/container-record.ts';

const settings = {
  containersDir: '/data/containers',
  defaults: { ...BUILT_IN_DEFAULTS, logOpts: { 'max-size': '1m' } },
};

test('a container that says nothing is logged as the daemon says', () => {
  const record = recordWith();
  assert.deepEqual(logTargetOf(record, settings), {
    driver: 'json-file',
    options: { 'max-size': '1m' },
    attributes: {},
    path: `/data/containers/${record.id}/${record.id}-json.log`,
  });
});

test('its own driver, options and attributes', () => {
  const LogConfig = { Type: 'local' as const, Config: { labels: 'a' } };
  const config = { Labels: { a: '1', b: '2' } };
  const target = logTargetOf(recordWith({ config, hostConfig: { LogConfig } }), settings);
  assert.equal(target.driver, 'local');
  assert.deepEqual(target.options, { labels: 'a' });
  assert.deepEqual(target.attributes, { a: '1' });
});
