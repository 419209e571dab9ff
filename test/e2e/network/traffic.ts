import assert from 'node:assert/strict';
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';

const execFileAsync = promisify(execFile);

/** Answers every connection and every datagram with the address that it came from, and its own name. */
const SERVER = `
const [name, protocol, port] = process.argv.slice(1);
const said = (address) => name + ' ' + address.replace('::ffff:', '');
const ready = () => console.log('ready');
if (protocol === 'tcp') {
  require('node:net').createServer((socket) => {
    socket.on('error', () => {});
    socket.write(said(socket.remoteAddress) + '\\n');
    socket.on('data', (chunk) => socket.write(chunk));
  }).listen(Number(port), '::', ready).on('error', (err) => { console.log(err.message); });
} else {
  const socket = require('node:dgram').createSocket({ type: 'udp6', ipv6Only: false });
  socket.on('message', (_, from) => socket.send(said(from.address), from.port, from.address));
  socket.bind(Number(port), ready);
}`;

/** Prints the first answer, or fails after a while. */
const CLIENT = `
const [protocol, host, port, wait, localPort] = process.argv.slice(1);
const answer = (chunk) => { process.stdout.write(chunk); process.exit(0); };
const fail = (why) => { process.stdout.write(why); process.exit(1); };
setTimeout(fail, Number(wait), 'timeout');
if (protocol === 'tcp') {
  require('node:net').connect(Number(port), host).on('data', answer)
    .on('error', (err) => fail(err.code)).on('close', () => fail('closed'));
} else {
  const socket = require('node:dgram').createSocket(host.includes(':') ? 'udp6' : 'udp4');
  socket.on('message', answer).on('error', (err) => fail(err.code));
  socket.bind(Number(localPort), () => setInterval(() => socket.send('?', Number(port), host), 100));
}`;

/** Path of a network namespace; undefined for the one that the test is in. */
export type Place = string | undefined;

const inPlace = (place: Place, args: readonly string[]): [string, string[]] =>
  place === undefined ? [args[0]!, args.slice(1)] : ['nsenter', [`--net=${place}`, ...args]];

export interface Target {
  readonly protocol?: 'tcp' | 'udp';
  readonly host: string;
  readonly port: number;
  /** Of the client, for datagrams. */
  readonly localPort?: number;
}

/** A server in a namespace; answers `<name> <address of the client>`. */
export async function serve(
  place: Place,
  name: string,
  protocol: 'tcp' | 'udp',
  port: number,
): Promise<Disposable> {
  const [file, args] = inPlace(place, [process.execPath, '-e', SERVER, name, protocol, `${port}`]);
  const child: ChildProcess = spawn(file, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [said] = (await once(child.stdout!, 'data')) as [Buffer];
  assert.equal(said.toString().trim(), 'ready');
  return { [Symbol.dispose]: () => void child.kill('SIGKILL') };
}

/** What a server answers, or `timeout`, `ECONNREFUSED`, … */
export async function ask(from: Place, target: Target, waitMs = 10_000): Promise<string> {
  const { protocol = 'tcp', host, port, localPort = 0 } = target;
  const client = [process.execPath, '-e', CLIENT, protocol, host, `${port}`, `${waitMs}`];
  const [file, args] = inPlace(from, [...client, `${localPort}`]);
  try {
    return (await execFileAsync(file, args)).stdout.trim();
  } catch (err) {
    return (err as { stdout: string }).stdout.trim();
  }
}

/** Whether nothing comes back; a dropped packet takes its time to be noticed. */
export const isDropped = async (from: Place, target: Target): Promise<boolean> =>
  (await ask(from, target, 1500)) === 'timeout';
