import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { connect } from 'node:tls';

import { execa } from 'execa';

import { requestText, serve, UPGRADE } from './harness.ts';

const NO_OPENSSL = await execa('openssl', ['version'], { reject: false }).then(({ failed }) =>
  failed ? 'openssl is not installed' : false,
);

interface Identity extends AsyncDisposable {
  readonly key: string;
  readonly cert: string;
}

/** A self-signed certificate for localhost. */
async function identity(): Promise<Identity> {
  const directory = await mkdtemp(join(tmpdir(), 'joey-tls-'));
  const file = (name: string): string => join(directory, name);
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const out = ['-keyout', file('key'), '-out', file('cert'), '-days', '2'];
  await execa('openssl', ['req', '-x509', ...key, ...subject, ...out]);
  return {
    key: await readFile(file('key'), 'utf8'),
    cert: await readFile(file('cert'), 'utf8'),
    [Symbol.asyncDispose]: () => rm(directory, { recursive: true, force: true }),
  };
}

test('streams are taken over on TLS as well', { skip: NO_OPENSSL }, async () => {
  await using own = await identity();
  const { key, cert } = own;
  const tls = { key, cert, ca: cert, requestCert: true, rejectUnauthorized: true };
  await using engine = await serve({}, [{ kind: 'tcp', host: '127.0.0.1', port: 0, tls }]);
  const port = Number(engine.addresses[1]?.split(':')[1]);
  const client = { host: '127.0.0.1', port, ca: cert, servername: 'localhost' };

  const socket = connect({ ...client, key, cert });
  await once(socket, 'secureConnect');
  socket.write(requestText('POST /containers/web/attach?stream=1', UPGRADE, 'hello\n'));
  let text = '';
  while (!text.includes('hello\n')) text += String((await once(socket, 'data'))[0]);
  assert.match(text, /^HTTP\/1\.1 101 UPGRADED\r\n/);
  socket.destroy();

  const stranger = connect(client);
  stranger.write(requestText('GET /_ping'));
  const [error] = (await once(stranger, 'error')) as [Error];
  assert.match(error.message, /certificate required|alert/i);
});
