import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { ContainerCreateBody, ExecCreateBody } from '../../../../../src/api/schemas.ts';
import { execProcess, validateExec } from '../../../../../src/mgr/container/spec/exec-process.ts';
import { contextOf } from './spec-fixture.ts';

const ROOT = { uid: 0, gid: 0, additionalGids: [0], home: '/root' };
const BOB = { uid: 1000, gid: 1000, additionalGids: [1000], home: '/home/bob' };

function execOf(body: ExecCreateBody, container: ContainerCreateBody = {}, user = ROOT) {
  const { config, hostConfig, host, engine } = contextOf(container);
  return execProcess({ container: { config, hostConfig }, body, host, engine }, user);
}

test('an exec inherits environment, directory and capabilities', () => {
  const made = execOf({ Cmd: ['id'], Env: ['B=2'] }, { Env: ['A=1', 'B=1'], WorkingDir: '/w' });
  assert.deepEqual(made.args, ['id']);
  assert.equal(made.cwd, '/w');
  assert.deepEqual(made.env, ['PATH=/bin', 'HOSTNAME=0123456789ab', 'A=1', 'B=2', 'HOME=/root']);
  assert.equal(made.capabilities?.effective?.length, 14);
  assert.equal(made.terminal, undefined);
});

test('its own directory, terminal and user', () => {
  const made = execOf({ Cmd: ['id'], Tty: true, ConsoleSize: [10, 20], WorkingDir: '/x' }, {}, BOB);
  assert.equal(made.cwd, '/x');
  assert.equal(made.terminal, true);
  assert.deepEqual(made.consoleSize, { height: 10, width: 20 });
  assert.ok(made.env.includes('TERM=xterm'));
  assert.ok(made.env.includes('HOME=/home/bob'));
  assert.deepEqual(Object.keys(made.capabilities ?? {}), ['bounding']);
});

test('privileged means all capabilities for whoever runs it', () => {
  const made = execOf({ Cmd: ['id'], Privileged: true }, {}, BOB);
  assert.equal(made.capabilities?.effective?.length, 41);
});

test('no-new-privileges and limits hold for execs, too', () => {
  const made = execOf(
    { Cmd: ['id'] },
    {
      HostConfig: {
        SecurityOpt: ['no-new-privileges'],
        Ulimits: [{ Name: 'nofile', Soft: 1, Hard: 2 }],
      },
    },
  );
  assert.equal(made.noNewPrivileges, true);
  assert.deepEqual(made.rlimits, [{ type: 'RLIMIT_NOFILE', hard: 2, soft: 1 }]);
});

test('an exec that could never start is refused when it is created', () => {
  validateExec({ Cmd: ['id'], WorkingDir: '/', Env: ['A=b'] });
  assert.throws(() => validateExec({}), { message: 'No exec command specified' });
  assert.throws(() => validateExec({ Cmd: ['id'], WorkingDir: '/proc/self/fd/7' }), {
    code: 'invalidArgument',
  });
  assert.throws(() => validateExec({ Cmd: ['id'], Env: ['=x'] }), { code: 'invalidArgument' });
});
