import assert from 'node:assert/strict';
import { Readable } from 'node:stream';

import { api } from './api-client.ts';
import { busyboxArchive } from './images.ts';

/** Loads the image `busybox:latest`, made from this machine's static busybox, into an engine. */
export async function loadBusybox(socket: string): Promise<void> {
  const answer = await api(socket, {
    method: 'POST',
    path: '/images/load?quiet=1',
    raw: { type: 'application/x-tar', data: Readable.from(busyboxArchive()) },
  });
  assert.equal(answer.status, 200, answer.text);
  assert.match(answer.text, /Loaded image: busybox:latest/);
}
