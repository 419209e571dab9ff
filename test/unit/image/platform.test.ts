import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import {
  formatPlatform,
  hostPlatform,
  parsePlatform,
  platformDistance,
} from '../../../src/image/platform.ts';

const HOST = { os: 'linux', architecture: 'amd64' };

describe('platforms', () => {
  const accepted: readonly (readonly [string, string])[] = [
    ['linux/arm64', 'linux/arm64'],
    ['linux/arm64/v8', 'linux/arm64'],
    ['linux/arm/7', 'linux/arm/v7'],
    ['linux/arm', 'linux/arm/v7'],
    ['LINUX/x86_64', 'linux/amd64'],
    ['linux', 'linux/amd64'],
    ['arm64', 'linux/arm64'],
    ['aarch64', 'linux/arm64'],
    ['{"os":"linux","architecture":"arm","variant":"v6"}', 'linux/arm/v6'],
  ];
  for (const [text, expected] of accepted) {
    it(`reads ${text}`, () => {
      assert.equal(formatPlatform(parsePlatform(text, HOST)), expected);
    });
  }

  // dockerd's sentences
  const refused: readonly (readonly [string, string])[] = [
    ['foo/bar/baz/q', '"foo/bar/baz/q": cannot parse platform specifier: invalid argument'],
    ['foo', '"foo": unknown operating system or architecture: invalid argument'],
    [
      'linux/bad@',
      '"bad@" is an invalid component of "linux/bad@": platform specifier component must match "^[A-Za-z0-9_.-]+$": invalid argument',
    ],
    ['{}', 'both OS and Architecture must be provided'],
    ['{', 'failed to parse platform'],
  ];
  for (const [text, message] of refused) {
    it(`refuses ${text}`, () => {
      assert.throws(() => parsePlatform(text, HOST), { code: 'invalidArgument', message });
    });
  }

  it('prefers the exact platform, then what the machine also runs', () => {
    const on = (architecture: string, variant?: string) =>
      platformDistance(HOST, {
        os: 'linux',
        architecture,
        ...(variant === undefined ? {} : { variant }),
      });
    assert.equal(on('amd64'), 0);
    assert.equal(on('386'), 1);
    assert.equal(on('arm64'), undefined);
    const arm = { os: 'linux', architecture: 'arm', variant: 'v7' };
    assert.equal(platformDistance(arm, { ...arm, variant: 'v6' }), 1);
    assert.equal(platformDistance({ ...arm, variant: 'v6' }, arm), undefined);
  });

  it('knows the machine by Node’s names', () => {
    assert.deepEqual(hostPlatform('x64'), HOST);
    assert.deepEqual(hostPlatform('arm64'), { os: 'linux', architecture: 'arm64' });
  });
});
