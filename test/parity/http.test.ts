/**
 * The same API calls at the version that both know against Joey and a real dockerd: status, headers, bodies,
 * bytes of streams, and the order of events must agree.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { DockerdFixture } from '../helpers/dockerd-fixture.ts';
import { EngineFixture } from '../helpers/engine-fixture.ts';
import { ALLOWANCES, MEASURED } from './allowances.ts';
import { differences, shapeOf } from './difference.ts';
import { type Engine, engineOn, parseBody } from './engine-actions.ts';
import { EVENTS } from './event-scenarios.ts';
import type { Exchange } from './exchange.ts';
import { type Compared, HTTP_CALLS } from './http-calls.ts';
import { type Scenario, STREAM_ALLOWANCES, STREAMS } from './stream-scenarios.ts';

describe('HTTP parity', () => {
  let joey: EngineFixture;
  let dockerd: DockerdFixture;
  let engines: readonly [Engine, Engine];

  before(async () => {
    [joey, dockerd] = await Promise.all([EngineFixture.create(), DockerdFixture.create()]);
    engines = [engineOn(joey.socket), engineOn(dockerd.socket)];
  });
  after(async () => {
    await joey[Symbol.asyncDispose]();
    await dockerd[Symbol.asyncDispose]();
  });

  const both = async <T>(ask: (engine: Engine) => Promise<T>): Promise<readonly [T, T]> => {
    const [ours, theirs] = await Promise.all(engines.map(ask));
    return [ours!, theirs!];
  };

  for (const [index, call] of HTTP_CALLS.entries()) {
    test(`${index + 1}: ${titleOf(call)}`, async () => {
      const [ours, theirs] = await both((engine) => engine.call(call));
      if (call.newer === undefined) assertSame(ours, theirs, call);
      else assertNewer(ours, call.newer);
    });
  }

  const compare = (kind: string, scenarios: Readonly<Record<string, Scenario>>): void => {
    for (const [name, scenario] of Object.entries(scenarios)) {
      test(`${kind}: ${name}`, async () => {
        const [ours, theirs] = await both(scenario);
        assert.deepEqual(differences(ours, theirs, STREAM_ALLOWANCES), []);
      });
    }
  };

  compare('stream', STREAMS);
  compare('events', EVENTS);
});

function titleOf({ method = 'GET', path, json, text }: Compared): string {
  const sent = json === undefined ? (text ?? '') : JSON.stringify(json);
  return `${method} ${decodeURIComponent(path)} ${sent}`.slice(0, 150);
}

/** Their presence is compared, too; they are what clients look at. */
const HEADERS = ['content-type', 'ostype', 'docker-experimental', 'cache-control', 'pragma'];
/** Values that say which engine it is. */
const SIGNED = ['api-version', 'server'];

function assertSame(ours: Exchange, theirs: Exchange, call: Compared): void {
  assert.equal(ours.status, theirs.status, ours.bytes.toString());
  assert.deepEqual(headersOf(ours, theirs), headersOf(theirs, theirs));
  assert.equal(endsLine(ours), endsLine(theirs), 'the line at the end');
  const [left, right] = [parseBody(ours), parseBody(theirs)];
  const found =
    call.measured === true
      ? differences(shapeOf(left), shapeOf(right), MEASURED)
      : differences(left, right, ALLOWANCES);
  assert.deepEqual(found, []);
}

/** Where dockerd's router itself refuses, it says nothing of the engine; we may. */
function headersOf({ headers }: Exchange, { headers: theirs }: Exchange): object {
  const isRouted = theirs['server'] !== undefined;
  return {
    ...Object.fromEntries(
      HEADERS.filter((name) => isRouted || name === 'content-type').map((name) => [
        name,
        headers[name],
      ]),
    ),
    ...Object.fromEntries(
      SIGNED.filter(() => isRouted).map((name) => [name, headers[name] !== undefined]),
    ),
  };
}

const endsLine = ({ bytes }: Exchange): boolean => bytes.at(-1) === 0x0a;

function assertNewer(ours: Exchange, { status, message }: NonNullable<Compared['newer']>): void {
  const answer = parseBody(ours);
  if (status !== undefined) assert.equal(ours.status, status, JSON.stringify(answer));
  if (message === undefined) return;
  const said = (answer as { message: string }).message;
  if (typeof message === 'string') assert.equal(said, message);
  else assert.match(said, message);
}
