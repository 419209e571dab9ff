/** Debian's docker-compose brings up a web, a database and a worker on Joey. */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { command, type CommandResult } from '../../helpers/command.ts';
import { EngineFixture } from '../../helpers/engine-fixture.ts';
import { freePorts } from '../../helpers/free-ports.ts';

/** The database answers each connection with a row; it is healthy when it does. The worker needs both. */
const application = (port: number): string => `
version: '2.4'
services:
  db:
    image: busybox
    command: sh -c 'sleep 1; while true; do echo a row | nc -l -p 5432; done'
    healthcheck:
      test: ['CMD-SHELL', 'nc -w 1 127.0.0.1 5432 < /dev/null | grep -q row']
      interval: 300ms
      retries: 50
    networks:
      back:
        aliases: [database]
  web:
    image: busybox
    command: sh -c 'mkdir -p /www && hostname > /www/index.html && httpd -f -p 80 -h /www'
    hostname: webserver
    ports:
      - '127.0.0.1:${port}:80'
    networks:
      front: {}
      back:
        aliases: [api]
    depends_on:
      db: {condition: service_healthy}
  worker:
    image: busybox
    command: sh -c 'nc -w 2 database 5432 </dev/null && wget -q -O - http://api/ && echo done && sleep 1000'
    networks: [back]
    depends_on:
      web: {condition: service_started}
  outsider:
    image: busybox
    command: sleep 1000
    networks: [front]
networks:
  front: {}
  back:
    internal: true
`;

describe('a compose application', () => {
  let engine: EngineFixture;
  let folder: string;
  let port: number;

  before(async () => {
    [port = 0] = await freePorts(1);
    folder = await mkdtemp(join(tmpdir(), 'joeycompose'));
    await writeFile(join(folder, 'docker-compose.yml'), application(port));
    engine = await EngineFixture.create();
  });
  after(async () => {
    await compose('down', '-t', '0', '-v');
    await engine[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  });

  const compose = (...args: string[]): Promise<CommandResult> =>
    command('docker-compose', ['--project-directory', folder, ...args], {
      timeoutMs: 120_000,
      env: {
        ...process.env,
        DOCKER_HOST: `unix://${engine.socket}`,
        COMPOSE_FILE: join(folder, 'docker-compose.yml'),
      },
    });
  const composeOk = async (...args: string[]): Promise<string> => {
    const { code, stdout, stderr } = await compose(...args);
    assert.equal(code, 0, `docker-compose ${args.join(' ')}: ${stderr}${stdout}`);
    return stdout;
  };
  const inside = (service: string, script: string): Promise<CommandResult> =>
    compose('exec', '-T', service, 'sh', '-c', script);

  test('up starts the services in the order of their health', async () => {
    await composeOk('up', '-t', '0', '-d');
    const states = await composeOk('ps');
    assert.match(states, /_db_1.*Up \(healthy\)/);
    assert.match(states, new RegExp(`_web_1.*Up.*127\\.0\\.0\\.1:${port}->80/tcp`));
  });

  test('services reach each other by name and alias', async () => {
    const logs = await composeOk('logs', '--no-color', 'worker');
    assert.match(logs, /a row/);
    assert.match(logs, /webserver/);
    assert.match(logs, /done/);
    const { stdout } = await inside('web', 'nc -w 2 db 5432 </dev/null');
    assert.match(stdout, /a row/);
  });

  test('what is not in a network cannot be reached, not even by name', async () => {
    assert.notEqual((await inside('outsider', 'nc -w 1 db 5432 </dev/null')).code, 0);
    assert.equal((await inside('outsider', 'wget -q -O - http://web/')).stdout, 'webserver\n');
    assert.notEqual((await inside('outsider', 'timeout 2 wget -q -O - http://api/')).code, 0);
  });

  test('the published port leads to the web', async () => {
    const answer = await fetch(`http://127.0.0.1:${port}/`);
    assert.equal(await answer.text(), 'webserver\n');
  });

  test('a second up changes nothing, scaling and recreating work', async () => {
    const id = await composeOk('ps', '-q', 'web');
    await composeOk('up', '-t', '0', '-d');
    assert.equal(await composeOk('ps', '-q', 'web'), id);
    await composeOk('up', '-t', '0', '-d', '--scale', 'outsider=3');
    assert.equal((await composeOk('ps', '-q', 'outsider')).trim().split('\n').length, 3);
    await composeOk('up', '-t', '0', '-d', '--force-recreate', 'web');
    assert.notEqual(await composeOk('ps', '-q', 'web'), id);
    assert.equal((await inside('worker', 'wget -q -O - http://api/')).stdout, 'webserver\n');
    assert.equal(await (await fetch(`http://127.0.0.1:${port}/`)).text(), 'webserver\n');
  });

  test('down leaves nothing behind', async () => {
    await composeOk('down', '-t', '0');
    const project = basename(folder).toLowerCase();
    const filter = ['--filter', `label=com.docker.compose.project=${project}`];
    assert.equal(await engine.dockerOk('ps', '-a', '-q'), '');
    assert.equal(await engine.dockerOk('network', 'ls', '-q', ...filter), '');
    assert.equal(await engine.dockerOk('network', 'ls', '-q', '-f', 'type=custom'), '');
  });
});
