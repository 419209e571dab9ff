/** Loads the busybox image into the engine on the given socket and runs a container that says hello. */
import { request } from 'node:http';
import { pipeline } from 'node:stream/promises';

import { busyboxArchive } from './make-busybox-image.ts';

const socketPath = process.argv[2] ?? '/run/joey/joey.sock';

interface Answer {
  readonly status: number;
  readonly text: string;
}

function call(
  method: string,
  path: string,
  body?: string | AsyncIterable<Uint8Array>,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const isJson = typeof body === 'string';
    const headers = { 'content-type': isJson ? 'application/json' : 'application/x-tar' };
    const outgoing = request({
      socketPath,
      method,
      path,
      headers: body === undefined ? {} : headers,
    });
    outgoing.on('error', reject);
    outgoing.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    if (body === undefined || isJson) outgoing.end(body);
    else pipeline(body, outgoing).catch(reject);
  });
}

async function ok(answer: Promise<Answer>): Promise<string> {
  const { status, text } = await answer;
  if (status >= 400) throw new Error(`the engine answered ${status}: ${text}`);
  return text;
}

await ok(call('POST', '/images/load?quiet=1', busyboxArchive()));
const created = await ok(
  call(
    'POST',
    '/containers/create',
    JSON.stringify({
      Image: 'busybox',
      Tty: true,
      Cmd: ['echo', 'Hello from a container run by Joey'],
    }),
  ),
);
const { Id } = JSON.parse(created) as { Id: string };
await ok(call('POST', `/containers/${Id}/start`));
await ok(call('POST', `/containers/${Id}/wait`));
process.stdout.write(`\n${await ok(call('GET', `/containers/${Id}/logs?stdout=1`))}\n`);
await ok(call('DELETE', `/containers/${Id}?force=1`));
