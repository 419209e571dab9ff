import type { SpecContext, SpecStep } from './context.ts';

export const apparmor: SpecStep = (spec, context) => {
  const profile = apparmorProfileOf(context);
  if (profile !== undefined) spec.process.apparmorProfile = profile;
};

/** Undefined where the host has no AppArmor, or no profile for containers. */
export function apparmorProfileOf({
  hostConfig,
  host,
  security,
}: Pick<SpecContext, 'hostConfig' | 'host' | 'security'>): string | undefined {
  if (!host.apparmor) return undefined;
  if (security.apparmor !== undefined && security.apparmor !== '') return security.apparmor;
  return hostConfig.Privileged ? 'unconfined' : host.apparmorProfile;
}
