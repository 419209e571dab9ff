import { isAbsolute } from 'node:path';

import { invalidArgument } from '../../lib/errors.ts';

/** Where to listen: one entry of `hosts`. */
export type Listener =
  | { readonly kind: 'unix'; readonly path: string }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number }
  /** A socket that systemd opened for us: by name, by number, or all of them for an empty name. */
  | { readonly kind: 'fd'; readonly name: string };

const PLAIN_PORT = 2375;
const TLS_PORT = 2376;

/** @throws invalidArgument `Invalid bind address format: x` */
export function parseListener(host: string, tls: boolean): Listener {
  const text = host.trim();
  const scheme = /^([a-z]+):\/\/(.*)$/.exec(text);
  const [, kind, rest = ''] = scheme ?? [];
  if (kind === 'unix' && isAbsolute(rest)) return { kind, path: rest };
  if (kind === 'fd') return { kind, name: rest === '*' ? '' : rest };
  if (kind === 'tcp') return parseTcp(text, rest, tls);
  if (scheme === null && text.includes(':')) return parseTcp(text, text, tls);
  throw invalidArgument(`Invalid bind address format: ${text}`);
}

function parseTcp(text: string, authority: string, tls: boolean): Listener {
  const parts = /^(?:\[([0-9a-fA-F:.]+)\]|([^:/]*))(?::(\d{0,5}))?$/.exec(authority);
  if (parts === null) throw invalidArgument(`Invalid bind address format: ${text}`);
  const [, v6, name, digits] = parts;
  const port =
    digits === undefined || digits === '' ? (tls ? TLS_PORT : PLAIN_PORT) : Number(digits);
  if (port > 65_535) throw invalidArgument(`Invalid bind address format: ${text}`);
  const host = v6 ?? name ?? '';
  return { kind: 'tcp', host: host === '' ? 'localhost' : host, port };
}
