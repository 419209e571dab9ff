import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';

import { connectContainerd } from '../../../src/ctrd/connect.ts';
import type { Containerd } from '../../../src/ctrd/containerd.ts';
import { startContainerd } from '../../../src/ctrd/supervisor.ts';
import { systemClock } from '../../../src/lib/clock.ts';
import type { EngineEvent } from '../../../src/lib/engine-event.ts';
import { silentLogger } from '../../../src/lib/logger.ts';
import { createImageMgr, type StartableImageMgr } from '../../../src/mgr/image/create-image-mgr.ts';
import type { ImageUsers } from '../../../src/mgr/image/image-mgr.ts';
import { registrySettings } from '../../fakes/registry-settings.ts';

export const NAMESPACE = 'joey-image-test';
export const SNAPSHOTTER = 'overlayfs';

type User = ReturnType<ImageUsers['usersOf']>[number];

export interface ImageFixture extends AsyncDisposable {
  readonly address: string;
  readonly containerd: Containerd;
  readonly events: EngineEvent[];
  readonly users: Map<string, User[]>;
  /** A manager over the same containerd, started; disposed with the fixture. */
  manager(): Promise<StartableImageMgr>;
}

/** An image manager over a containerd of its own below a new directory. */
export async function openImageFixture(): Promise<ImageFixture> {
  const dir = await mkdtemp('/tmp/joey-image-');
  const address = join(dir, 'containerd.sock');
  const supervisor = await startContainerd({
    root: join(dir, 'root'),
    state: join(dir, 'state'),
    address,
    binary: 'containerd',
    logLevel: 'info',
    log: silentLogger,
  });
  const connection = { address, namespace: NAMESPACE, log: silentLogger };
  const containerd = await connectContainerd(connection);
  await containerd.namespaces.ensure(NAMESPACE, AbortSignal.timeout(5000));
  const events: EngineEvent[] = [];
  const users = new Map<string, User[]>();
  const managers: StartableImageMgr[] = [];
  return {
    address,
    containerd,
    events,
    users,
    async manager() {
      const mgr = createImageMgr({
        containerd,
        users: { usersOf: (id) => users.get(id) ?? [] },
        events: { publish: (event) => events.push(event) },
        clock: systemClock,
        log: silentLogger,
        config: { snapshotter: SNAPSHOTTER },
        registrySettings: () => registrySettings(),
      });
      managers.push(mgr);
      await mgr.start(AbortSignal.timeout(10_000));
      return mgr;
    },
    async [Symbol.asyncDispose]() {
      for (const mgr of managers) await mgr[Symbol.asyncDispose]();
      await containerd[Symbol.asyncDispose]();
      await supervisor[Symbol.asyncDispose]();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

export const streamOf = (bytes: Uint8Array): Readable =>
  Readable.from(bytes, { objectMode: false });

/** Everything that images leave in containerd. */
export async function remains(containerd: Containerd): Promise<{
  blobs: string[];
  snapshots: string[];
  images: string[];
  leases: string[];
}> {
  const signal = AbortSignal.timeout(10_000);
  return {
    blobs: (await containerd.content.list([], signal)).map(({ digest }) => digest),
    snapshots: (await containerd.snapshots.list(SNAPSHOTTER, signal)).map(({ key }) => key),
    images: (await containerd.images.list([], signal)).map(({ name }) => name),
    leases: (await containerd.leases.list(signal)).map(({ id }) => id),
  };
}

export const NOTHING = { blobs: [], snapshots: [], images: [], leases: [] };

/** Has containerd collect garbage now: deleting a lease synchronously does. */
export async function collectGarbage(containerd: Containerd): Promise<void> {
  const signal = AbortSignal.timeout(10_000);
  await containerd.leases.create('collect', {}, signal);
  await containerd.leases.delete('collect', signal, { sync: true });
}
