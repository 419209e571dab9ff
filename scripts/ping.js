// Exit status 0 when an engine answers on the unix socket given as argument.
import { request } from 'node:http';

const call = request({ socketPath: process.argv[2], path: '/_ping', timeout: 2000 }, (answer) => {
  answer.resume();
  process.exitCode = answer.statusCode === 200 ? 0 : 1;
});
call.on('error', () => (process.exitCode = 1));
call.on('timeout', () => call.destroy());
call.end();
