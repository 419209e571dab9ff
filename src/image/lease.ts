import { randomUUID } from 'node:crypto';

import type { Containerd } from '../ctrd/containerd.ts';
import { undoQuietly } from '../lib/dispose.ts';
import type { Logger } from '../lib/logger.ts';

/** Marks our leases, so that those of a daemon that died are found at the next start. */
export const LEASE_LABEL = 'joey.lease';
const PURPOSE = 'image';
/** containerd drops a lease by itself after this time, should nobody else. */
const EXPIRE_LABEL = 'containerd.io/gc.expire';
const LIFETIME_MS = 24 * 60 * 60 * 1000;

export interface Lease extends AsyncDisposable {
  readonly id: string;
  /** Holds a blob that may already have been there. */
  holdContent(digest: string, signal: AbortSignal): Promise<void>;
  holdSnapshot(snapshotter: string, key: string, signal: AbortSignal): Promise<void>;
}

/** Keeps what a multi-step operation makes from containerd's garbage collection until it is disposed. */
export async function takeLease(
  containerd: Pick<Containerd, 'leases'>,
  log: Logger,
  signal: AbortSignal,
): Promise<Lease> {
  const { leases } = containerd;
  const id = `joey-image-${randomUUID()}`;
  const expiry = new Date(Date.now() + LIFETIME_MS).toISOString();
  await leases.create(id, { [LEASE_LABEL]: PURPOSE, [EXPIRE_LABEL]: expiry }, signal);
  return {
    id,
    holdContent: (digest, inner) => leases.addResource(id, { type: 'content', id: digest }, inner),
    holdSnapshot: (snapshotter, key, inner) =>
      leases.addResource(id, { type: `snapshots/${snapshotter}`, id: key }, inner),
    [Symbol.asyncDispose]: () =>
      undoQuietly(log, 'releasing a lease of images', () =>
        leases.delete(id, AbortSignal.timeout(UNDO_TIMEOUT_MS)),
      ),
  };
}

/** Undo steps run although the request was aborted, but not for ever. */
export const UNDO_TIMEOUT_MS = 30_000;

/** Removes leases that a daemon left behind when it died; what only they held is collected. */
export async function dropStaleLeases(
  containerd: Pick<Containerd, 'leases'>,
  signal: AbortSignal,
): Promise<number> {
  const all = await containerd.leases.list(signal);
  const stale = all.filter((lease) => lease.labels[LEASE_LABEL] === PURPOSE);
  for (const lease of stale) await containerd.leases.delete(lease.id, signal);
  return stale.length;
}
