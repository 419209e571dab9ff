import type { AuthConfig } from '../../api/schemas.ts';
import { invalidArgument } from '../../lib/errors.ts';
import { isObject, type JsonObject, stringMember } from '../documents/json-document.ts';

/** Who somebody is at a registry. */
export type Credentials =
  | { readonly kind: 'password'; readonly username: string; readonly password: string }
  /** An OAuth2 refresh token, from which short-lived ones are made. */
  | { readonly kind: 'identity'; readonly token: string; readonly username: string }
  /** A bearer token that is used as it is. */
  | { readonly kind: 'bearer'; readonly token: string };

const MAX_HEADER = 64 * 1024;

/**
 * Credentials of an `X-Registry-Auth` header: base64 (URL alphabet, as clients write it, or the standard one) of a
 * JSON `AuthConfig`. Docker ignores what it cannot read; so do we.
 */
export function decodeRegistryAuth(header: string | undefined): Credentials | undefined {
  const document = header === undefined ? undefined : decodeJson(header);
  return document === undefined ? undefined : read(document);
}

/**
 * Credentials by registry of an `X-Registry-Config` header: base64 of a JSON object of `AuthConfig`s. Docker's own
 * name for its registry, `https://index.docker.io/v1/`, becomes `docker.io`.
 */
export function decodeRegistryConfig(header: string | undefined): ReadonlyMap<string, Credentials> {
  const found = new Map<string, Credentials>();
  const document = header === undefined ? undefined : decodeJson(header);
  for (const [address, value] of Object.entries(document ?? {})) {
    const credentials = isObject(value) ? read(value) : undefined;
    if (credentials !== undefined) found.set(registryOf(address), credentials);
  }
  return found;
}

/** @throws invalidArgument when a member is no text */
export function credentialsOf(auth: Readonly<AuthConfig>): Credentials | undefined {
  return fromDocument(auth);
}

/** `https://host/v1/` or `host` → the registry's name in image references. */
export function registryOf(serverAddress: string): string {
  const host = serverAddress.replace(/^https?:\/\//, '').replace(/\/.*$/, '');
  const isHub =
    serverAddress === '' || host === 'index.docker.io' || host === 'registry-1.docker.io';
  return isHub ? 'docker.io' : host;
}

function decodeJson(header: string): JsonObject | undefined {
  if (header.length > MAX_HEADER) return undefined;
  try {
    const value: unknown = JSON.parse(Buffer.from(header, 'base64url').toString('utf8'));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function read(document: JsonObject): Credentials | undefined {
  try {
    return fromDocument(document);
  } catch {
    return undefined;
  }
}

/** moby: a registry token wins over an identity token, that over a password; `auth` is `user:password`. */
function fromDocument(document: JsonObject): Credentials | undefined {
  const text = (key: string): string => stringMember(document, key, 'credentials');
  const [username, password] = passwordOf(text('username'), text('password'), text('auth'));
  if (/[\r\n\0]/.test(username)) throw invalidArgument('credentials: invalid username');
  if (text('registrytoken') !== '') return { kind: 'bearer', token: text('registrytoken') };
  if (text('identitytoken') !== '')
    return { kind: 'identity', token: text('identitytoken'), username };
  return username === '' && password === '' ? undefined : { kind: 'password', username, password };
}

function passwordOf(username: string, password: string, auth: string): [string, string] {
  if (username !== '' || password !== '' || auth === '') return [username, password];
  const decoded = Buffer.from(auth, 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  return colon < 1
    ? ['', '']
    : [decoded.slice(0, colon), decoded.slice(colon + 1).replace(/\0+$/, '')];
}
