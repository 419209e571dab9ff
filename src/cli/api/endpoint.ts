import { CommandError } from '../program/command-error.ts';

/** Where the engine listens, as `--host` says it. */
export type Endpoint =
  | { readonly kind: 'unix'; readonly path: string }
  | {
      readonly kind: 'tcp';
      readonly host: string;
      readonly port: number;
      readonly basePath: string;
    }
  | {
      readonly kind: 'ssh';
      readonly host: string;
      readonly user?: string;
      readonly port?: number;
      /** Of the socket on the other host; empty for its default. */
      readonly path: string;
    };

const TCP_SCHEMES: ReadonlySet<string> = new Set(['', 'tcp', 'http', 'https']);
const PLAIN_PORT = 2375;
const TLS_PORT = 2376;

/** `unix:///run/joey/joey.sock`, `tcp://host:2375`, `ssh://user@host`. @throws CommandError */
export function parseHost(text: string, usesTls: boolean): Endpoint {
  const [, scheme = '', rest = ''] = /^(?:([a-z]+):\/\/)?([\s\S]*)$/.exec(text) ?? [];
  if (scheme === 'unix') return { kind: 'unix', path: rest === '' ? DEFAULT_SOCKET : rest };
  if (scheme === 'ssh') return sshEndpoint(text);
  if (TCP_SCHEMES.has(scheme)) return tcpEndpoint(text, rest, usesTls || scheme === 'https');
  throw new CommandError(`unable to parse docker host \`${text}\``);
}

export const DEFAULT_SOCKET = '/run/joey/joey.sock';

function tcpEndpoint(text: string, rest: string, usesTls: boolean): Endpoint {
  const defaultPort = usesTls ? TLS_PORT : PLAIN_PORT;
  const url = urlOf(`tcp://${rest === '' ? 'localhost' : rest}`, text);
  return {
    kind: 'tcp',
    host: url.hostname.replaceAll(/^\[|\]$/g, ''),
    port: url.port === '' ? defaultPort : Number(url.port),
    basePath: url.pathname.replace(/\/+$/, ''),
  };
}

/** A host or user that begins with a dash would be an option of ssh. */
function sshEndpoint(text: string): Endpoint {
  const { hostname, username, port, pathname, password } = urlOf(text, text);
  if (password !== '')
    throw new CommandError(
      'ssh host connection is not valid: plain-text password is not supported',
    );
  if (hostname === '' || hostname.startsWith('-') || username.startsWith('-')) {
    throw new CommandError(`unable to parse docker host \`${text}\``);
  }
  return {
    kind: 'ssh',
    host: hostname,
    ...(username === '' ? {} : { user: decodeURIComponent(username) }),
    ...(port === '' ? {} : { port: Number(port) }),
    path: pathname === '/' ? '' : pathname,
  };
}

function urlOf(url: string, shown: string): URL {
  try {
    return new URL(url);
  } catch (err) {
    throw new CommandError(`unable to parse docker host \`${shown}\``, { cause: err });
  }
}
