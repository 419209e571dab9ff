import { createHash } from 'node:crypto';

import type { OciSeccomp } from '../../../lib/oci.ts';
import type { SpecContext, SpecStep } from './context.ts';
import { filterProfile } from './seccomp-filter.ts';
import { DEFAULT_PROFILE } from './seccomp-profile.ts';
import { parseSeccompProfile } from './seccomp-profile-parse.ts';

/** The system call filter: Docker's default, a profile of the user's, or none. */
export const seccomp: SpecStep = (spec, context) => {
  const profile = chosenProfile(context);
  if (profile === 'unconfined') return;
  const capabilities = spec.process.capabilities?.bounding ?? [];
  spec.linux.seccomp = cachedFilter(profile, capabilities, context);
};

/** `builtin`, `unconfined`, or a profile's text. */
function chosenProfile({ hostConfig, host, security, engine }: SpecContext): string {
  if (!host.seccomp || hostConfig.Privileged) return 'unconfined';
  return security.seccomp ?? engine.seccompProfile;
}

const MAX_CACHED = 64;
const cache = new Map<string, OciSeccomp>();

/**
 * Filters are the same for all containers of equal capabilities, and building one for each start would
 * be waste; the object is shared by specs and changed by nobody.
 */
function cachedFilter(
  profile: string,
  capabilities: readonly string[],
  { host, security, engine }: SpecContext,
): OciSeccomp {
  const architectures = security.seccompArchitectures ?? engine.seccompArchitectures;
  const key = [host.arch, ...host.kernel, architectures, ...capabilities, shorten(profile)].join(
    ' ',
  );
  const known = cache.get(key);
  if (known !== undefined) return known;
  const parsed = profile === 'builtin' ? DEFAULT_PROFILE : parseSeccompProfile(profile);
  const target = { host, architectures, capabilities: new Set(capabilities) };
  const filter = filterProfile(parsed, target);
  if (cache.size >= MAX_CACHED) cache.clear();
  cache.set(key, filter);
  return filter;
}

/** Profiles can be long, and a cache's keys should not be. */
function shorten(profile: string): string {
  return profile.length < 64 ? profile : createHash('sha256').update(profile).digest('hex');
}
