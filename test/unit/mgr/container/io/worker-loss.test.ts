import assert from 'node:assert/strict';
import { closeSync, constants, openSync } from 'node:fs';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';

import { silentLogger } from '../../../../../src/lib/logger.ts';
import { OpenContainerIo } from '../../../../../src/mgr/container/io/open-container-io.ts';
import { OutputChannel } from '../../../../../src/mgr/container/io/output-channel.ts';
import { WorkerPool } from '../../../../../src/mgr/container/io/worker-pool.ts';
import { HubFixture, NEVER } from './hub-fixture.ts';

test('when a log worker fails, another one reads on', async () => {
  await using fixture = new HubFixture();
  await using pool = new WorkerPool(1, silentLogger);
  const spec = fixture.spec();
  const io = await OpenContainerIo.open(
    spec,
    {
      key: 1,
      directory: `${fixture.directory}/io/${spec.containerId}`,
      takeLink: () => pool.take(),
      channel: new OutputChannel(),
      generation: 0,
      closeStdin: () => Promise.resolve(),
      trouble: (message) => assert.fail(message),
      attach: () => assert.fail(),
      closed: () => undefined,
    },
    NEVER,
  );
  // The shim holds both ends of each pipe; here the test holds the reading end.
  const fds = [io.stdio.stdout, io.stdio.stderr].map((path) =>
    openSync(path, constants.O_RDONLY | constants.O_NONBLOCK),
  );
  fixture.run(io, 'echo one; sleep 1; echo two');
  await delay(300);
  const first = io.link;
  await first.kill();
  await io.drained;
  assert.notEqual(io.link, first);
  assert.equal((await fixture.read(spec)).toString(), 'one\ntwo\n');
  await io.close();
  for (const fd of fds) closeSync(fd);
});
