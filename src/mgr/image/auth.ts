import type { AuthConfig, AuthResponse } from '../../api/schemas.ts';
import { credentialsOf, registryOf } from '../../image/registry/credentials.ts';
import { invalidArgument } from '../../lib/errors.ts';
import { parseImageRef } from '../../lib/image-ref.ts';
import type { ImageScope } from './deps.ts';

/**
 * Checks credentials with their registry; where that gives an identity token, it takes the password's place.
 * @throws invalidArgument, unauthenticated, internal `Get "https://…/v2/": …`
 */
export async function auth(
  { registries }: Pick<ImageScope, 'registries'>,
  config: Readonly<AuthConfig>,
  userAgent: string | undefined,
  signal: AbortSignal,
): Promise<AuthResponse> {
  const domain = registryOf(config.serveraddress ?? '');
  if (!isDomain(domain)) throw invalidArgument(`invalid server address ${JSON.stringify(domain)}`);
  const credentials = credentialsOf(config);
  const given = credentials?.kind === 'identity' ? credentials.token : '';
  const user = { credentials, client: userAgent };
  const token = await registries.login(domain, user, signal);
  return { IdentityToken: token === '' ? given : token, Status: 'Login Succeeded' };
}

function isDomain(domain: string): boolean {
  try {
    const ref = parseImageRef(`${domain}/x`);
    return ref.domain === domain;
  } catch {
    return false;
  }
}
