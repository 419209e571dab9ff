import type { OciProcess } from '../../../lib/oci.ts';
import type { SpecContext, SpecStep } from './context.ts';

type Rlimits = NonNullable<OciProcess['rlimits']>;

export const rlimits: SpecStep = (spec, context) => {
  const limits = rlimitsOf(context);
  if (limits.length > 0) spec.process.rlimits = limits;
};

/** The container's own limits, and those of the daemon's that it does not name. Infinity is unlimited. */
export function rlimitsOf({
  hostConfig,
  engine,
  host,
}: Pick<SpecContext, 'hostConfig' | 'engine' | 'host'>): Rlimits {
  const own = hostConfig.Ulimits ?? [];
  const names = new Set(own.map(({ Name }) => Name));
  const all = [...own, ...engine.ulimits.filter(({ Name }) => !names.has(Name))];
  return all.map(({ Name = '', Soft = 0, Hard = 0 }) => {
    const type = `RLIMIT_${Name.toUpperCase()}`;
    // Without CAP_SYS_RESOURCE nobody raises a hard limit: better less than no container.
    const ceiling = host.hasCapSysResource ? Infinity : (host.rlimits[type] ?? Infinity);
    const hard = Math.min(unlimited(Hard), ceiling);
    return { type, hard, soft: Math.min(unlimited(Soft), hard) };
  });
}

const unlimited = (value: number): number => (value === -1 ? Infinity : value);
