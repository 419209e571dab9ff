import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { internal, isCode } from '../../../../src/lib/errors.ts';
import type { ContainerState } from '../../../../src/mgr/container/state.ts';
import { parsePs, top } from '../../../../src/mgr/container/top.ts';

const running: ContainerState = {
  status: 'running',
  pid: 10,
  startedAt: new Date(0),
  oomKilled: false,
};
const never = (): AbortSignal => new AbortController().signal;

const OUTPUT = `UID          PID    PPID CMD
root          10       1 sleep   1000 s
root          11       1 other
root           -       - thread of other
root          12      10 sh -c ls
root           -       - thread of sh
`;

interface Asked {
  readonly calls: string[][];
  readonly failing?: boolean;
}

const deps = ({ calls, failing = false }: Asked, output = OUTPUT): Parameters<typeof top>[0] => ({
  runtime: { tasks: { pids: () => Promise.resolve([10, 12]) } },
  ps: (args) => {
    calls.push([...args]);
    if (!failing) return Promise.resolve(output);
    return Promise.reject(internal('failed', { stderr: 'error: unknown specifier\nUsage:' }));
  },
});

describe('top', () => {
  it('shows the processes of the container, their command in one column', async () => {
    const calls: string[][] = [];
    assert.deepEqual(await top(deps({ calls }), { id: 'c1', state: running }, '', never()), {
      Titles: ['UID', 'PID', 'PPID', 'CMD'],
      Processes: [
        ['root', '10', '1', 'sleep 1000 s'],
        ['root', '12', '10', 'sh -c ls'],
        ['root', '-', '-', 'thread of sh'],
      ],
    });
    assert.deepEqual(calls, [['-ef', '-q10,12']]);
  });

  it('lists everything where ps cannot select, and then says what ps said', async () => {
    const calls: string[][] = [];
    await assert.rejects(
      top(deps({ calls, failing: true }), { id: 'c1', state: running }, '-o nope', never()),
      { message: 'ps: error: unknown specifier' },
    );
    assert.deepEqual(calls, [
      ['-o', 'nope', '-q10,12'],
      ['-o', 'nope'],
    ]);
  });

  it('refuses another column under the name PID', async () => {
    await assert.rejects(
      top(deps({ calls: [] }), { id: 'c1', state: running }, '-o ppid=PID', never()),
      { code: 'invalidArgument', message: 'specifying "ppid=PID" is not allowed' },
    );
  });

  it('needs a running container', async () => {
    const refusal = top(
      deps({ calls: [] }),
      { id: 'c1', state: { status: 'created' } },
      '',
      never(),
    );
    await assert.rejects(refusal, (err) => isCode(err, 'conflict'));
  });

  it('needs the PID column and numbers in it', () => {
    assert.throws(() => parsePs('COMMAND\nsh', new Set()), {
      message: "Couldn't find PID field in ps output",
    });
    assert.throws(() => parsePs('PID\nx', new Set()), {
      message: 'Unexpected pid \'x\': strconv.Atoi: parsing "x": invalid syntax',
    });
  });
});
