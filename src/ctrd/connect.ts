import type { Logger } from '../lib/logger.ts';
import type { Containerd } from './containerd.ts';
import { containersOver } from './containers.ts';
import { contentOver } from './content.ts';
import { diffOver } from './diff.ts';
import { eventsOver } from './events.ts';
import { VersionDefinition } from './gen/version.ts';
import { Channel } from './grpc/channel.ts';
import { createClient } from './grpc/client.ts';
import { imagesOver } from './images.ts';
import { introspectionOver } from './introspection.ts';
import { leasesOver } from './leases.ts';
import { namespacesOver } from './namespaces.ts';
import { snapshotsOver } from './snapshots.ts';
import { tasksOver } from './tasks.ts';

export interface ConnectOptions {
  /** Path of containerd's Unix socket. */
  readonly address: string;
  readonly namespace: string;
  readonly log: Logger;
  /** How long containerd may take to answer at first. */
  readonly timeoutMs?: number;
}

/**
 * The client of a containerd (1.6 to 2.x). Calls after a lost connection make a new one; calls that were under way
 * fail with `unavailable`, and only those that change nothing are repeated, once.
 *
 * @throws unavailable or timeout when containerd does not answer now
 */
export async function connectContainerd(options: ConnectOptions): Promise<Containerd> {
  const channel = new Channel(options);
  const client = createClient(VersionDefinition, channel);
  const runtime: Containerd = {
    containers: containersOver(channel),
    tasks: tasksOver(channel),
    content: contentOver(channel),
    images: imagesOver(channel),
    snapshots: snapshotsOver(channel),
    diff: diffOver(channel),
    leases: leasesOver(channel),
    namespaces: namespacesOver(channel),
    events: eventsOver(channel, options.namespace),
    introspection: introspectionOver(channel),
    version: (signal) => client.version({}, signal),
    [Symbol.asyncDispose]() {
      channel[Symbol.dispose]();
      return Promise.resolve();
    },
  };
  try {
    await runtime.version(AbortSignal.timeout(options.timeoutMs ?? 10_000));
    return runtime;
  } catch (err) {
    channel[Symbol.dispose]();
    throw err;
  }
}
