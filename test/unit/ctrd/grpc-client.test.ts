import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { constants, createServer, type Http2Server, type ServerHttp2Stream } from 'node:http2';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';

import { ContentDefinition } from '../../../src/ctrd/gen/content.ts';
import { ImagesDefinition } from '../../../src/ctrd/gen/images.ts';
import { VersionDefinition, VersionResponse as Version } from '../../../src/ctrd/gen/version.ts';
import { Channel } from '../../../src/ctrd/grpc/channel.ts';
import { createClient } from '../../../src/ctrd/grpc/client.ts';
import { prefixOf } from '../../../src/ctrd/grpc/framing.ts';
import { EngineError } from '../../../src/lib/errors.ts';
import { silentLogger } from '../../../src/lib/logger.ts';
import { codeOf } from '../../suites/containerd-facts.ts';

const OK_HEADERS = { ':status': 200, 'content-type': 'application/grpc' };
const signal = new AbortController().signal;

const frame = (message: Uint8Array): Buffer => Buffer.concat([prefixOf(message.length), message]);
const version = (text: string): Buffer =>
  frame(Version.encode({ version: text, revision: '' }).finish());

type Answer = (stream: ServerHttp2Stream, headers: Record<string, unknown>) => void;

/** Answers with messages and a status in the trailers. */
function reply(messages: readonly Buffer[], trailers: Record<string, string>): Answer {
  return (stream) => {
    stream.respond(OK_HEADERS, { waitForTrailers: true });
    stream.on('wantTrailers', () => stream.sendTrailers(trailers));
    for (const message of messages) stream.write(message);
    stream.end();
  };
}

const refuse =
  (status: number, message: string): Answer =>
  (stream) =>
    stream.respond(
      { ...OK_HEADERS, 'grpc-status': String(status), 'grpc-message': message },
      { endStream: true },
    );

describe('a call', () => {
  let dir: string;
  let server: Http2Server;
  let channel: Channel;
  let answers: Answer[];
  const sessions = new Set<{ destroy(): void }>();

  const listen = async (): Promise<void> => {
    server = createServer();
    server.on('session', (session) => sessions.add(session));
    server.on('stream', (stream, headers) => {
      stream.on('error', () => undefined);
      answers.shift()?.(stream, headers);
    });
    server.listen(join(dir, 's'));
    await once(server, 'listening');
  };
  const die = async (): Promise<void> => {
    for (const session of sessions) session.destroy();
    sessions.clear();
    await new Promise((resolve) => server.close(resolve));
  };

  beforeEach(async () => {
    dir = await mkdtemp('/tmp/joey-grpc-');
    answers = [];
    await listen();
    channel = new Channel({ address: join(dir, 's'), namespace: 'ns', log: silentLogger });
  });
  afterEach(async () => {
    channel[Symbol.dispose]();
    await die();
    await rm(dir, { recursive: true });
  });

  const ask = (): Promise<{ version: string }> =>
    createClient(VersionDefinition, channel).version({}, signal);

  it('sends path, namespace and lease, and decodes the answer', async () => {
    let seen: Record<string, unknown> = {};
    answers.push((stream, headers) => {
      seen = headers;
      reply([version('1.2')], { 'grpc-status': '0' })(stream, headers);
    });
    const client = createClient(VersionDefinition, channel);
    assert.equal((await client.version({}, signal, { lease: 'l' })).version, '1.2');
    assert.equal(seen[':path'], '/containerd.services.version.v1.Version/Version');
    assert.equal(seen['containerd-namespace'], 'ns');
    assert.equal(seen['containerd-lease'], 'l');
    assert.equal(seen['te'], 'trailers');
  });

  it('fails with the status of the trailers, or of the headers alone', async () => {
    answers.push(reply([], { 'grpc-status': '5', 'grpc-message': 'gone%21' }), refuse(6, 'there'));
    await assert.rejects(ask(), { code: 'notFound', message: 'gone!' });
    await assert.rejects(ask(), { code: 'conflict', message: 'there' });
  });

  it('fails when an answer is missing or is not a message', async () => {
    answers.push(reply([], { 'grpc-status': '0' }), reply([Buffer.from('hello!')], {}));
    assert.equal(await codeOf(ask()), 'internal');
    assert.equal(await codeOf(ask()), 'internal');
  });

  it('repeats once what changes nothing when the connection breaks, and nothing else', async () => {
    const reset: Answer = (stream) => stream.close(constants.NGHTTP2_INTERNAL_ERROR);
    answers.push(reset, reply([version('2')], { 'grpc-status': '0' }));
    assert.equal((await ask()).version, '2');
    answers.push(reset, reset, reply([version('2')], { 'grpc-status': '0' }));
    assert.equal(await codeOf(ask()), 'unavailable');
    assert.equal(answers.length, 1);
    answers = [reset, reply([], { 'grpc-status': '0' })];
    const remove = createClient(ImagesDefinition, channel).delete(
      { name: 'x', sync: false },
      signal,
    );
    assert.equal(await codeOf(remove), 'unavailable');
    assert.equal(answers.length, 1);
  });

  it('fails at once when the server is gone and works when it is back', async () => {
    answers.push(reply([version('1')], { 'grpc-status': '0' }));
    await ask();
    await die();
    assert.equal(await codeOf(ask()), 'unavailable');
    await listen();
    answers.push(reply([version('2')], { 'grpc-status': '0' }));
    assert.equal((await ask()).version, '2');
  });

  it('fails when the server dies under it', async () => {
    answers.push(() => void die().then(listen));
    const remove = createClient(ImagesDefinition, channel).delete(
      { name: 'x', sync: false },
      signal,
    );
    assert.equal(await codeOf(remove), 'unavailable');
  });

  it('ends with its signal, and the server hears of it', async () => {
    const giveUp = new AbortController();
    const closed = new Promise<number>((resolve) => {
      answers.push((stream) => {
        stream.on('close', () => resolve(stream.rstCode));
        giveUp.abort();
      });
    });
    const call = createClient(VersionDefinition, channel).version({}, giveUp.signal);
    assert.equal(await codeOf(call), 'canceled');
    assert.equal(await closed, constants.NGHTTP2_CANCEL);
    const late = createClient(VersionDefinition, channel).version({}, AbortSignal.timeout(1));
    assert.equal(await codeOf(late), 'timeout');
  });

  it('is refused after disposal', async () => {
    answers.push(() => channel[Symbol.dispose]());
    assert.equal(await codeOf(ask()), 'unavailable');
    assert.equal(await codeOf(ask()), 'unavailable');
  });

  describe('that streams', () => {
    const read = (): AsyncIterable<{ data: Uint8Array }> => {
      const request = { digest: 'd', offset: 0n, size: 0n };
      return createClient(ContentDefinition, channel).read(request, signal);
    };
    // Field 2, bytes: what Content.Read answers.
    const data = (bytes: Buffer): Buffer =>
      frame(Buffer.concat([Buffer.from([0x12, bytes.length]), bytes]));

    it('gives messages first and then its failure', async () => {
      answers.push(
        reply([data(Buffer.from('ab')), data(Buffer.from('c'))], { 'grpc-status': '15' }),
      );
      const seen: string[] = [];
      await assert.rejects(async () => {
        for await (const message of read()) seen.push(Buffer.from(message.data).toString());
      }, EngineError);
      assert.deepEqual(seen, ['ab', 'c']);
    });

    it('is cancelled when its reader leaves', async () => {
      const closed = new Promise<number>((resolve) => {
        answers.push((stream) => {
          stream.on('close', () => resolve(stream.rstCode));
          stream.respond(OK_HEADERS);
          stream.write(data(Buffer.from('ab')));
        });
      });
      for await (const message of read()) {
        assert.equal(message.data.length, 2);
        break;
      }
      assert.equal(await closed, constants.NGHTTP2_CANCEL);
    });

    it('lets the sender wait for a slow reader', async () => {
      const big = Buffer.alloc(1024 * 1024);
      let sent = 0;
      answers.push((stream) => {
        stream.respond(OK_HEADERS, { waitForTrailers: true });
        stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
        const more = (): void => {
          while (sent < 64) {
            sent++;
            // Field 2 with a length of 2^20.
            const head = Buffer.from([0x12, 0x80, 0x80, 0x40]);
            if (!stream.write(frame(Buffer.concat([head, big]))))
              return void stream.once('drain', more);
          }
          stream.end();
        };
        more();
      });
      let read_ = 0;
      for await (const message of read()) {
        if (read_++ === 0) await new Promise((resolve) => setTimeout(resolve, 100));
        if (read_ === 1) assert.ok(sent < 32, `sent ${sent}`);
        assert.equal(message.data.length, big.length);
      }
      assert.equal(read_, 64);
    });
  });
});
