/**
 * Asks 127.0.0.11 of this network namespace for one name again and again, 32 at a time, and prints how many
 * answers came and how long it took. Usage: node dns-lookups.js NAME COUNT
 */
import { createSocket } from 'node:dgram';

const [name, wanted] = [process.argv[2], Number(process.argv[3])];
const AT_ONCE = 32;
const PATIENCE_MS = 5000;

const labels = name.split('.').map((label) => Buffer.from([label.length, ...Buffer.from(label)]));
const question = Buffer.concat([...labels, Buffer.from([0, 0, 1, 0, 1])]);
const query = (id) => Buffer.from([id >> 8, id & 255, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, ...question]);

const socket = createSocket('udp4');
const begin = performance.now();
let sent = 0;
let answered = 0;
const ask = () => socket.send(query(sent++ & 0xffff), 53, '127.0.0.11');
const finish = () => {
  process.stdout.write(JSON.stringify({ answered, ms: performance.now() - begin }));
  process.exit();
};
setTimeout(finish, PATIENCE_MS + wanted);
socket.on('message', (answer) => {
  const [failure, records] = [answer[3] & 15, answer.readUInt16BE(6)];
  if (failure === 0 && records > 0) answered += 1;
  if (sent < wanted) ask();
  else if (answered === wanted) finish();
});
for (let i = 0; i < AT_ONCE; i += 1) ask();
