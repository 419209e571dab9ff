import assert from 'node:assert/strict';
import { it } from 'node:test';

import { parseFlags } from '../../../../src/daemon/config/flags.ts';
import { helpText } from '../../../../src/daemon/config/help.ts';
import { loadConfig } from '../../../../src/daemon/config/load.ts';
import { reloadConfig } from '../../../../src/daemon/config/reload.ts';
import { OPTION_LIST } from '../../../../src/daemon/config/schema.ts';

it('a reload takes what may change and names what needs a restart', async () => {
  const { config: running } = await loadConfig(parseFlags(['--mtu', '1400']), {});
  const { config: fresh } = await loadConfig(
    parseFlags(['-D', '--label', 'a=b', '--mtu', '1500']),
    {},
  );
  const { config, needRestart } = reloadConfig(running, fresh);
  assert.equal(config.debug, true);
  assert.equal(config.effectiveLogLevel, 'debug');
  assert.deepEqual(config.labels, ['a=b']);
  assert.equal(config.mtu, 1400);
  assert.deepEqual(needRestart, ['mtu']);
});

it('--help names every option once', () => {
  const text = helpText();
  for (const [, { flag }] of OPTION_LIST) {
    assert.equal(text.split(new RegExp(`--${flag}(?![\\w-])(?= |$)`, 'm')).length > 1, true, flag);
  }
});

it('no two options share a key, a flag or a letter', () => {
  for (const part of ['key', 'flag', 'short'] as const) {
    const names = OPTION_LIST.flatMap(([, option]) => option[part] ?? []);
    assert.equal(new Set(names).size, names.length, part);
  }
});
