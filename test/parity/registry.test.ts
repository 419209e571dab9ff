/**
 * The same docker command lines and API calls that lead to a registry against Joey and a real dockerd, each
 * with a registry of its own: text, records of progress, errors and exit codes must agree.
 */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import type { ApiRequest } from '../helpers/api-client.ts';
import { command } from '../helpers/command.ts';
import { DockerdFixture } from '../helpers/dockerd-fixture.ts';
import { EngineFixture } from '../helpers/engine-fixture.ts';
import { ImageFiles } from '../helpers/image-files.ts';
import { RegistryFixture } from '../helpers/registry-fixture.ts';
import { normalise } from './normalise.ts';

interface Side {
  readonly engine: EngineFixture | DockerdFixture;
  readonly open: RegistryFixture;
  readonly secured: RegistryFixture;
  /** The docker CLI's own directory: who is logged in. */
  readonly config: string;
}

const OPEN = '{open}';
const SECURED = '{secured}';

/** In order: later ones build on earlier ones. */
const COMMANDS: readonly (readonly string[])[] = [
  ['tag', 'busybox', `${OPEN}/a/busybox:1`],
  ['push', `${OPEN}/a/busybox:1`],
  ['push', `${OPEN}/a/busybox:1`],
  ['tag', 'busybox', `${OPEN}/b/busybox:1`],
  ['push', `${OPEN}/b/busybox:1`],
  ['tag', 'busybox', `${OPEN}/a/busybox:2`],
  ['push', '-a', `${OPEN}/a/busybox`],
  ['push', '-q', `${OPEN}/a/busybox:1`],
  ['push', `${OPEN}/a/busybox:nosuch`],
  ['push', `${OPEN}/nosuch`],
  ['push', `${OPEN}/BAD:1`],
  ['push', `${OPEN}/a/busybox@sha256:${'1'.repeat(64)}`],
  ['pull', `${OPEN}/a/busybox:1`],
  ['rmi', `${OPEN}/a/busybox:2`],
  ['pull', `${OPEN}/a/busybox:2`],
  ['pull', '-q', `${OPEN}/a/busybox:2`],
  ['pull', '-a', `${OPEN}/a/busybox`],
  ['pull', `${OPEN}/a/busybox:nosuch`],
  ['pull', `${OPEN}/nosuch`],
  ['pull', '-a', `${OPEN}/nosuch`],
  ['pull', `${OPEN}/a/busybox@sha256:${'1'.repeat(64)}`],
  ['pull', '--platform', 'a/b/c/d', `${OPEN}/a/busybox:1`],
  ['pull', `${OPEN}/a/BUSYBOX`],
  ['pull', `${OPEN}/a/busybox:!!`],
  ['pull', '127.0.0.1:1/x'],
  ['pull', `${OPEN}/fresh/layers:1`],
  ['pull', `${OPEN}/fresh/layers:1`],
  ['run', '--rm', '--pull', 'always', '-q', `${OPEN}/a/busybox:1`, 'echo', 'pulled'],
  ['tag', 'busybox', '127.0.0.1:1/x:1'],
  ['push', '127.0.0.1:1/x:1'],
  ['tag', 'busybox', `${SECURED}/a/busybox:1`],
  ['push', `${SECURED}/a/busybox:1`],
  ['login', '-u', 'alice', '-p', 'wrong', SECURED],
  ['login', '-u', 'alice', '-p', 'right', SECURED],
  ['push', `${SECURED}/a/busybox:1`],
  ['pull', `${SECURED}/a/busybox:1`],
  ['logout', SECURED],
  ['push', `${SECURED}/a/busybox:1`],
  ['search', '127.0.0.1:1/x'],
  ['search', `${OPEN}/x`],
  ['search', '--limit', '1000', 'x'],
];

const AUTH = { 'x-registry-auth': 'e30=' };

const CALLS: readonly ApiRequest[] = [
  { method: 'POST', path: `/images/create?fromImage=${OPEN}/fresh/two&tag=1` },
  { method: 'POST', path: `/images/create?fromImage=${OPEN}/fresh/two&tag=1` },
  { method: 'POST', path: `/images/create?fromImage=${OPEN}/fresh/two` },
  { method: 'POST', path: `/images/create?fromImage=${OPEN}/nosuch&tag=1` },
  { method: 'POST', path: '/images/create?fromImage=scratch&tag=latest' },
  { method: 'POST', path: `/images/${OPEN}/fresh/two/push?tag=1`, headers: AUTH },
  { method: 'POST', path: `/images/${OPEN}/fresh/two/push?tag=1` },
  { method: 'POST', path: `/images/${OPEN}/nosuch/push?tag=1`, headers: AUTH },
  { path: `/distribution/${OPEN}/a/busybox:nosuch/json` },
  { path: '/distribution/127.0.0.1:1/x/json' },
  { path: '/distribution/BAD/json' },
  { method: 'POST', path: '/auth', body: { username: 'u', password: 'p', serveraddress: OPEN } },
  { method: 'POST', path: '/auth', body: { serveraddress: OPEN } },
  {
    method: 'POST',
    path: '/auth',
    body: { username: 'u', password: 'p', serveraddress: '127.0.0.1:1' },
  },
];

describe('parity at a registry', () => {
  let sides: readonly Side[];
  let files: ImageFiles;

  before(async () => {
    files = await ImageFiles.create();
    const engines = await Promise.all([EngineFixture.create(), DockerdFixture.create()]);
    sides = await Promise.all(
      engines.map((engine, at) => sideOf(engine, join(files.root, `${at}`))),
    );
    await putFresh(sides, files);
  });
  after(async () => {
    for (const { engine, open, secured } of sides) {
      await engine[Symbol.asyncDispose]();
      await open[Symbol.asyncDispose]();
      await secured[Symbol.asyncDispose]();
    }
    await files[Symbol.asyncDispose]();
  });

  const both = async <T>(ask: (side: Side) => Promise<T>): Promise<void> => {
    const [ours, theirs] = await Promise.all(sides.map(ask));
    assert.deepEqual(ours, theirs);
  };

  for (const [at, args] of COMMANDS.entries()) {
    test(`${at + 1}: docker ${args.join(' ')}`, () => both((side) => docker(side, args)));
  }

  for (const [at, request] of CALLS.entries()) {
    test(`${at + 1}: ${request.method ?? 'GET'} ${request.path}`, () =>
      both((side) => api(side, request)));
  }
});

async function sideOf(engine: EngineFixture | DockerdFixture, config: string): Promise<Side> {
  const [open, secured] = await Promise.all([
    RegistryFixture.create(),
    RegistryFixture.create({ users: { alice: 'right' } }),
  ]);
  return { engine, open, secured, config };
}

/** Images that neither engine has, equal for both. */
async function putFresh(sides: readonly Side[], files: ImageFiles): Promise<void> {
  const three = await files.random([100_000, 200_000, 300_000]);
  const two = await files.random([400_000, 10_000]);
  for (const { open } of sides) {
    await open.put(three, 'fresh/layers:1', '--dest-compress');
    await open.put(two, 'fresh/two:1', '--dest-compress');
  }
}

const fill = ({ open, secured }: Side, text: string): string =>
  text.replaceAll(OPEN, open.host).replaceAll(SECURED, secured.host);

const putBack = ({ open, secured, config }: Side, text: string): string =>
  text.replaceAll(open.host, OPEN).replaceAll(secured.host, SECURED).replaceAll(config, '{config}');

async function docker(side: Side, args: readonly string[]): Promise<object> {
  const socket = `unix://${side.engine.socket}`;
  const filled = args.map((arg) => fill(side, arg));
  const result = await command('docker', ['--config', side.config, '-H', socket, ...filled]);
  const clean = (text: string): string[] => statusesOf(normalise(putBack(side, text)));
  return { code: result.code, stdout: clean(result.stdout), stderr: clean(result.stderr) };
}

async function api(side: Side, request: ApiRequest): Promise<object> {
  const filled = JSON.parse(fill(side, JSON.stringify(request))) as ApiRequest;
  const { status, headers, text } = await side.engine.api({
    ...filled,
    path: `/v1.41${filled.path}`,
  });
  const records = text.split('\r\n').filter((line) => line !== '' && !isPassing(line));
  return {
    status,
    type: headers['content-type'],
    records: byLayer(records.map((line) => normalise(putBack(side, line)))),
  };
}

/** How often and how far is the engines' own matter, and how layers that go side by side mix. */
const PASSING = /Downloading|Extracting|Pushing|Waiting|Verifying Checksum|Preparing/;
const isPassing = (line: string): boolean => PASSING.test(line);

function statusesOf(text: string): string[] {
  return byLayer(text.split('\n').filter((line) => !isPassing(line)));
}

/** Lines of layers are compared as a set, all others in their order. An id may happen to have digits only. */
function byLayer(lines: readonly string[]): string[] {
  const named = lines.map((line) => line.replace(/^\d{12}(?=: )|(?<="id":")\d{12}(?=")/, '<id12>'));
  const isLayer = (line: string): boolean => /^<id12>: |"id":"<id12>"/.test(line);
  const others = named.filter((line) => !isLayer(line));
  return [...others.map(withoutSize), ...named.filter(isLayer).sort()];
}

/** Each engine packs its layers in its own way, so manifests have other sizes. */
const withoutSize = (line: string): string =>
  line.replace(/size: \d+/, 'size: <n>').replace(/"Size":\d+/, '"Size":<n>');
