import { STATUS_CODES } from 'node:http';

import { EngineError, internal, messageOf, unauthenticated } from '../../lib/errors.ts';
import type { HostSession } from './host-session.ts';
import { discard } from './http/http-client.ts';
import { RegistryError } from './registry-error.ts';

/**
 * Shows credentials to a registry.
 * @returns an identity token, if the registry gives one in place of the password; else ''
 * @throws unauthenticated when it does not accept them; internal; NetworkFailure
 */
export async function login(session: HostSession, signal: AbortSignal): Promise<string> {
  const { address } = await session.connect(signal);
  const base = address.base.href;
  try {
    const identityToken = await session.identityToken(signal);
    const response = await session.send({ method: 'GET', path: '', scopes: [] }, signal);
    discard(response);
    const { status } = response;
    if (status === 200) return identityToken;
    const shown = `${status} ${STATUS_CODES[status] ?? ''}`.trim();
    const sentence = `login attempt to ${base} failed with status: ${shown}`;
    throw status === 401 || status === 403 ? unauthenticated(sentence) : internal(sentence);
  } catch (err) {
    // A token server's refusal, as Go's client says it.
    if (!(err instanceof RegistryError)) throw err;
    throw new EngineError(err.code, `Get "${base}": ${messageOf(err)}`, err);
  }
}
