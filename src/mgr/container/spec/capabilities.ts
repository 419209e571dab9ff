import { normalizeCapability } from '../../../lib/capabilities.ts';
import type { OciCapabilities } from '../../../lib/oci.ts';
import type { SpecContext, SpecStep } from './context.ts';
import { DEFAULT_CAPABILITIES } from './defaults.ts';

type Context = Pick<SpecContext, 'hostConfig' | 'host'>;

export const capabilities: SpecStep = (spec, context) => {
  spec.process.capabilities = capabilitySets(grantedCapabilities(context), spec.process.user.uid);
};

/**
 * What a container may have at most: nothing that we lack ourselves, for asking for it would fail the
 * start. moby: daemon/pkg/oci/caps TweakCapabilities
 */
export function grantedCapabilities({ hostConfig, host }: Context): string[] {
  if (hostConfig.Privileged) return [...host.capabilities];
  const added = (hostConfig.CapAdd ?? []).map(normalizeCapability);
  const dropped = new Set((hostConfig.CapDrop ?? []).map(normalizeCapability));
  const kept = [...baseSet(added, dropped, host.capabilities)].filter((name) => !dropped.has(name));
  const named = added.filter((name) => name !== 'ALL' && !added.includes('ALL'));
  const available = new Set(host.capabilities);
  return [...new Set([...kept, ...named])].filter((name) => available.has(name));
}

function baseSet(
  added: readonly string[],
  dropped: ReadonlySet<string>,
  all: readonly string[],
): readonly string[] {
  if (added.includes('ALL')) return all;
  return dropped.has('ALL') ? [] : DEFAULT_CAPABILITIES;
}

/**
 * Never inheritable nor ambient: such sets would give a plain user the capabilities of any file that
 * has some (CVE-2022-24769). A user that is not root starts with none, as on any machine.
 */
export function capabilitySets(names: readonly string[], uid: number): OciCapabilities {
  if (uid !== 0) return { bounding: [...names] };
  return { bounding: [...names], effective: [...names], permitted: [...names] };
}
