import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

import type { ContainerCreateBody } from '../../../../../src/api/schemas.ts';
import { CGROUP_V1, HOST } from '../../../../fakes/host-facts.ts';
import { specOf } from './spec-fixture.ts';

const FOLDER = new URL('../../../../golden/spec/', import.meta.url);

interface Golden {
  readonly body: ContainerCreateBody;
  readonly cgroup: 1 | 2;
  readonly user?: { uid: number; gid: number; additionalGids: number[]; home: string };
  /** Without the system call rules, which seccomp.test.ts looks at. */
  readonly spec: object;
}

for (const file of readdirSync(FOLDER)) {
  test(`the spec of ${file}`, () => {
    const golden = JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as Golden;
    const host = golden.cgroup === 1 ? { ...HOST, cgroup: CGROUP_V1 } : HOST;
    const spec = specOf(golden.body, golden.user === undefined ? {} : { user: golden.user }, host);
    const { seccomp, ...linux } = spec.linux;
    const shown = {
      ...spec,
      linux: { ...linux, seccomp: seccomp === undefined ? 'none' : seccomp.architectures },
    };
    assert.deepEqual(JSON.parse(JSON.stringify(shown)), golden.spec);
  });
}
