import { type HostFacts, isKernelAtLeast } from '../../../lib/host-facts.ts';
import type { OciSeccomp, OciSyscallRule } from '../../../lib/oci.ts';
import type { SeccompCondition, SeccompProfile, SeccompRule } from './seccomp-profile.ts';

/** For whom a profile is filtered. */
interface SeccompTarget {
  readonly host: Pick<HostFacts, 'arch' | 'kernel'>;
  /** The bounding set, `CAP_…`. */
  readonly capabilities: ReadonlySet<string>;
  /** `native` leaves out the 32-bit sub-architectures: half the work at each start and exec. */
  readonly architectures: 'all' | 'native';
}

const NATIVE: Readonly<Record<string, string>> = {
  '386': 'SCMP_ARCH_X86',
  amd64: 'SCMP_ARCH_X86_64',
  arm: 'SCMP_ARCH_ARM',
  arm64: 'SCMP_ARCH_AARCH64',
  loong64: 'SCMP_ARCH_LOONGARCH64',
  ppc64le: 'SCMP_ARCH_PPC64LE',
  riscv64: 'SCMP_ARCH_RISCV64',
  s390x: 'SCMP_ARCH_S390X',
};

/** A profile in Docker's format → the runtime specification's. moby/profiles: seccomp/seccomp_linux.go */
export function filterProfile(profile: SeccompProfile, target: SeccompTarget): OciSeccomp {
  return {
    defaultAction: profile.defaultAction,
    ...(profile.defaultErrnoRet === undefined ? {} : { defaultErrnoRet: profile.defaultErrnoRet }),
    architectures: architecturesOf(profile, target),
    ...(profile.flags === undefined ? {} : { flags: [...profile.flags] }),
    syscalls: profile.syscalls.filter((rule) => applies(rule, target)).map(toOci),
  };
}

function architecturesOf(profile: SeccompProfile, target: SeccompTarget): string[] {
  if (profile.architectures !== undefined) return [...profile.architectures];
  const native = NATIVE[target.host.arch];
  if (native === undefined) return [];
  if (target.architectures === 'native') return [native];
  const family = profile.archMap?.find(({ architecture }) => architecture === native);
  return family === undefined ? [] : [native, ...family.subArchitectures];
}

function applies({ includes = {}, excludes = {} }: SeccompRule, target: SeccompTarget): boolean {
  return isIncluded(includes, target) && !isExcluded(excludes, target);
}

/** Every condition must hold, and every capability be there. */
function isIncluded(condition: SeccompCondition, { host, capabilities }: SeccompTarget): boolean {
  const { arches, caps = [], minKernel } = condition;
  if (arches !== undefined && !arches.includes(host.arch)) return false;
  if (!caps.every((cap) => capabilities.has(cap))) return false;
  return minKernel === undefined || hasKernel(minKernel, host);
}

/** Any condition that holds, or any capability that is there, takes the rule out. */
function isExcluded(condition: SeccompCondition, { host, capabilities }: SeccompTarget): boolean {
  const { arches = [], caps = [], minKernel } = condition;
  if (arches.includes(host.arch) || caps.some((cap) => capabilities.has(cap))) return true;
  return minKernel !== undefined && hasKernel(minKernel, host);
}

function hasKernel(text: string, host: Pick<HostFacts, 'kernel'>): boolean {
  const [major = 0, minor = 0] = text.split('.').map(Number);
  return isKernelAtLeast(host, major, minor);
}

function toOci({ names, action, errnoRet, args }: SeccompRule): OciSyscallRule {
  return {
    names: [...names],
    action,
    ...(errnoRet === undefined ? {} : { errnoRet }),
    ...(args === undefined ? {} : { args: args.map((arg) => ({ ...arg })) }),
  };
}
