import { once } from 'node:events';
import { type Agent, Agent as HttpAgent, type RequestOptions } from 'node:http';
import type { Duplex } from 'node:stream';

import type { Endpoint } from './endpoint.ts';

/** How requests reach the engine. */
export interface Connector {
  /** For messages: what the user said. */
  readonly shown: string;
  readonly basePath: string;
  /** For node's HTTP client. */
  readonly target: RequestOptions;
  /** Where connections are made in another way: an agent for one request. */
  readonly createAgent?: () => Agent;
}

export interface TlsFiles {
  readonly ca?: Buffer;
  readonly cert?: Buffer;
  readonly key?: Buffer;
  /** Whether the engine's certificate must be good. */
  readonly verify: boolean;
}

/** @param shown what the user said, for messages */
export function connectorFor(
  endpoint: Endpoint,
  { shown, tls }: { readonly shown: string; readonly tls?: TlsFiles },
): Connector {
  switch (endpoint.kind) {
    case 'unix':
      return { shown, basePath: '', target: { socketPath: endpoint.path } };
    case 'tcp': {
      const { host, port, basePath } = endpoint;
      const target = { host, port };
      if (tls === undefined) return { shown, basePath, target };
      return { shown, basePath, target, createAgent: () => tlsAgent(endpoint, tls) };
    }
    case 'ssh':
      return { shown, basePath: '', target: {}, createAgent: () => sshAgent(endpoint) };
  }
}

type Tcp = Extract<Endpoint, { kind: 'tcp' }>;
type Ssh = Extract<Endpoint, { kind: 'ssh' }>;

const tlsAgent = ({ host, port }: Tcp, { ca, cert, key, verify }: TlsFiles): Agent =>
  agentOf(async () => {
    const { connect } = await import('node:tls');
    const socket = connect({
      host,
      port,
      ...(ca === undefined ? {} : { ca }),
      ...(cert === undefined ? {} : { cert }),
      ...(key === undefined ? {} : { key }),
      rejectUnauthorized: verify,
    });
    await once(socket, 'secureConnect');
    return socket;
  });

/** The system's ssh runs our own relay on the other host: its standard streams are the connection. */
const sshAgent = (endpoint: Ssh): Agent =>
  agentOf(async () => {
    const { dialOverSsh } = await import('./ssh.ts');
    return dialOverSsh(endpoint);
  });

/** An agent whose connections are made by a function. */
function agentOf(dial: () => Promise<Duplex>): Agent {
  const agent = new HttpAgent({ keepAlive: false });
  agent.createConnection = (_options, done) => {
    dial().then(
      (connection) => done?.(null, connection),
      (err: unknown) => done?.(err as Error, undefined as never),
    );
    return undefined;
  };
  return agent;
}
