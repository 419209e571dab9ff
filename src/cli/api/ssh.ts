import { spawn } from 'node:child_process';
import { Duplex } from 'node:stream';

import type { Endpoint } from './endpoint.ts';

/** A connection to the engine of another host, through `ssh host joey system dial-stdio`. */
export function dialOverSsh(endpoint: Extract<Endpoint, { kind: 'ssh' }>): Duplex {
  const { host, user, port, path } = endpoint;
  const child = spawn(
    'ssh',
    [
      ...(user === undefined ? [] : ['-l', user]),
      ...(port === undefined ? [] : ['-p', String(port)]),
      // No forwarding, no terminal; a connection that hangs is given up.
      ...['-o', 'ConnectTimeout=30', '-T', '--', host, 'joey'],
      ...(path === '' ? [] : ['--host', `unix://${path}`]),
      ...['system', 'dial-stdio'],
    ],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const connection = Duplex.from({ readable: child.stdout, writable: child.stdin });
  child.on('error', (err) => connection.destroy(err));
  connection.on('close', () => child.kill());
  return connection;
}
