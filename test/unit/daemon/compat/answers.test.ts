import assert from 'node:assert/strict';
import { test } from 'node:test';

import { inspectForVersion, summaryForVersion } from '../../../../src/daemon/compat/container.ts';
import { eventEncoder, negotiateEventType } from '../../../../src/daemon/compat/events.ts';
import { imageForVersion, imageSummaryForVersion } from '../../../../src/daemon/compat/image.ts';
import { infoForVersion } from '../../../../src/daemon/compat/info.ts';
import { statsForVersion } from '../../../../src/daemon/compat/stats.ts';
import { updateFromVersion } from '../../../../src/daemon/compat/update.ts';
import type { EngineEvent } from '../../../../src/lib/engine-event.ts';
import * as documents from '../../../fakes/documents.ts';

/** Walks into an answer whose members depend on the version. */
const at = (document: object, path: string): unknown =>
  path.split('.').reduce<unknown>((value, name) => {
    return value === null || value === undefined
      ? undefined
      : (value as Record<string, unknown>)[name];
  }, document);

const has = (document: object, name: string): boolean => Object.hasOwn(document, name);

test('list entries gain members with the versions', () => {
  const of = (version: number): object => summaryForVersion(documents.containerSummary(), version);
  assert.equal(has(of(1051), 'Health'), false);
  assert.equal(has(of(1052), 'Health'), true);
  assert.equal(has(of(1047), 'ImageManifestDescriptor'), false);
  assert.equal(has(of(1048), 'ImageManifestDescriptor'), true);
  assert.deepEqual(at(of(1045), 'HostConfig'), { NetworkMode: 'bridge' });
  assert.deepEqual(at(of(1046), 'HostConfig.Annotations'), { a: 'b' });
});

test('inspections before 1.52 carry the bridge beside the networks, and GraphDriver', () => {
  const old = inspectForVersion(documents.containerInspect(), 1051);
  assert.equal(at(old, 'NetworkSettings.IPAddress'), '172.17.0.2');
  assert.equal(at(old, 'NetworkSettings.Bridge'), '');
  assert.deepEqual(at(old, 'GraphDriver'), { Name: 'overlayfs', Data: null });
  assert.equal(has(old, 'Storage'), false);
  const recent = inspectForVersion(documents.containerInspect(), 1052);
  assert.equal(at(recent, 'NetworkSettings.IPAddress'), undefined);
  assert.equal(has(recent, 'Storage'), true);
});

test('until 1.44 the short id is an alias in user networks only', () => {
  const old = inspectForVersion(documents.containerInspect(), 1044);
  assert.deepEqual(at(old, 'NetworkSettings.Networks.backend.Aliases'), [
    'web',
    documents.CONTAINER_ID.slice(0, 12),
  ]);
  assert.equal(at(old, 'NetworkSettings.Networks.bridge.Aliases'), null);
  const recent = inspectForVersion(documents.containerInspect(), 1045);
  assert.deepEqual(at(recent, 'NetworkSettings.Networks.backend.Aliases'), ['web']);
});

test('images of old clients have placeholders and a virtual size', () => {
  const of = (version: number): object => imageSummaryForVersion(documents.imageSummary(), version);
  assert.deepEqual(at(of(1042), 'RepoTags'), ['<none>:<none>']);
  assert.deepEqual(at(of(1043), 'RepoTags'), []);
  assert.equal(at(of(1043), 'VirtualSize'), 1_000_000);
  assert.equal(has(of(1044), 'VirtualSize'), false);
  assert.equal(at(of(1050), 'Containers'), -1);
  assert.equal(at(of(1051), 'Containers'), 1);
  assert.equal(has(of(1047), 'Descriptor'), false);
});

test('image inspections before 1.52 show empty members', () => {
  const of = (version: number): object => imageForVersion(documents.imageInspect(), version);
  assert.equal(at(of(1051), 'Author'), '');
  assert.equal(has(of(1052), 'Author'), false);
  assert.equal(at(of(1051), 'Config.Entrypoint'), null);
  assert.deepEqual(at(of(1051), 'Config.Cmd'), ['sh']);
  assert.equal(at(of(1049), 'Config.Tty'), false);
  assert.equal(at(of(1050), 'Config.Tty'), undefined);
  assert.deepEqual(at(of(1044), 'ContainerConfig'), {});
  assert.equal(has(of(1047), 'Descriptor'), false);
});

test('facts come and go with the versions', () => {
  const of = (version: number): object => infoForVersion(documents.info(), version);
  assert.equal(has(of(1052), 'NRI'), false);
  assert.equal(has(of(1053), 'NRI'), true);
  assert.equal(has(of(1048), 'FirewallBackend'), false);
  assert.equal(at(of(1048), 'RuncCommit.Expected'), 'r');
  assert.equal(at(of(1049), 'RuncCommit.Expected'), undefined);
  assert.equal(at(of(1049), 'BridgeNfIptables'), false);
  assert.equal(at(of(1046), 'RegistryConfig.AllowNondistributableArtifactsCIDRs'), null);
  assert.equal(has(of(1045), 'Containerd'), false);
  assert.deepEqual(at(of(1043), 'Runtimes.runc'), { path: 'runc' });
});

test('samples tell their system from 1.52 on', () => {
  assert.equal(has(statsForVersion(documents.sample(0), 1051), 'os_type'), false);
  assert.equal(has(statsForVersion(documents.sample(0), 1052), 'os_type'), true);
});

test('the limit of processes could not be updated before 1.40', () => {
  assert.deepEqual(updateFromVersion({ PidsLimit: 5, Memory: 1 }, 1039), { Memory: 1 });
  assert.deepEqual(updateFromVersion({ PidsLimit: -5 }, 1040), { PidsLimit: 0 });
});

async function encoded(version: number, contentType = 'application/json'): Promise<string[]> {
  async function* source(): AsyncGenerator<EngineEvent> {
    await Promise.resolve();
    yield* documents.events();
  }
  const lines: string[] = [];
  for await (const line of eventEncoder(source(), contentType, version)) lines.push(line);
  return lines;
}

test('events before 1.52 repeat themselves in the members of old', async () => {
  const [start, connect] = (await encoded(1045)).map((line) => JSON.parse(line) as object);
  assert.deepEqual(
    ['status', 'id', 'from'].map((name) => at(start ?? {}, name)),
    ['start', documents.CONTAINER_ID, 'busybox'],
  );
  assert.equal(at(connect ?? {}, 'Type'), 'network', 'images create nothing before 1.46');
  assert.equal(has(connect ?? {}, 'status'), false);
  const [recent] = (await encoded(1052)).map((line) => JSON.parse(line) as object);
  assert.equal(has(recent ?? {}, 'status'), false);
});

test('nanoseconds are exact', async () => {
  const [line] = await encoded(1056);
  assert.match(line ?? '', /"time":1795345867,"timeNano":1795345867123000000\}\n$/);
});

test('a sequence has its separators', async () => {
  const lines = await encoded(1056, 'application/json-seq');
  assert.ok(lines.every((line) => line.startsWith('\x1e{')));
});

test('the label of events follows Accept, then the version', () => {
  assert.equal(negotiateEventType(undefined, 1051), 'application/json');
  assert.equal(negotiateEventType('*/*', 1052), 'application/jsonl');
  assert.equal(
    negotiateEventType('text/html, application/x-ndjson;q=0.9', 1041),
    'application/x-ndjson',
  );
  assert.equal(negotiateEventType('application/json-seq', 1056), 'application/json-seq');
});
