import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { EngineEvent } from '../../../../src/lib/engine-event.ts';
import { parseFilters } from '../../../../src/lib/filters.ts';
import { matchesEvent } from '../../../../src/mgr/system/event-filter.ts';

const exec: EngineEvent = {
  type: 'container',
  action: 'exec_create: sh -c ls',
  id: 'abcdef',
  attributes: { name: 'web', image: 'reg:5000/team/app:1.0', tier: 'front' },
  time: new Date(0),
};
const image: EngineEvent = {
  type: 'image',
  action: 'tag',
  id: 'sha256:123',
  attributes: { name: 'busybox:latest' },
  time: new Date(0),
};

describe('event filters', () => {
  const cases: readonly (readonly [EngineEvent, Record<string, string[]>, boolean])[] = [
    [exec, {}, true],
    [exec, { type: ['container'] }, true],
    [exec, { type: ['image', 'network'] }, false],
    [exec, { type: ['image', 'container'] }, true],
    [exec, { event: ['exec_create'] }, true],
    [exec, { event: ['exec_start'] }, false],
    [exec, { event: ['exec_create: sh -c ls'] }, true],
    [exec, { event: ['exec_create: sh'] }, false],
    [image, { event: ['ta'] }, false],
    [exec, { container: ['abc'] }, true],
    [exec, { container: ['we'] }, true],
    [exec, { container: ['eb'] }, false],
    [image, { container: ['web'] }, false],
    [exec, { image: ['reg:5000/team/app'] }, true],
    [exec, { image: ['reg:5000/team/app:1.0'] }, true],
    [exec, { image: ['reg:5000/team/ap'] }, false],
    [image, { image: ['busybox'] }, true],
    [image, { image: ['sha256:123'] }, true],
    [image, { image: ['busybox:1'] }, false],
    [exec, { label: ['tier'] }, true],
    [exec, { label: ['tier=front', 'name'] }, true],
    [exec, { label: ['tier=back'] }, false],
    [exec, { scope: ['local'] }, true],
    [exec, { scope: ['swarm'] }, false],
    [exec, { flavour: ['sweet'] }, true],
    [exec, { type: ['container'], container: ['nope'] }, false],
  ];
  for (const [event, filters, expected] of cases) {
    it(`${event.action} ${JSON.stringify(filters)} → ${expected}`, () => {
      assert.equal(matchesEvent(event, parseFilters(JSON.stringify(filters))), expected);
    });
  }
});
