import { existsSync, readFileSync } from 'node:fs';
import { arch, cpus, hostname, release, totalmem } from 'node:os';
import { join } from 'node:path';

import { ALL_CAPABILITIES, capabilitiesOfMask } from './capabilities.ts';
import { type CgroupFacts, readCgroupFacts } from './cgroup-facts.ts';

/** What this machine and this process can do, read once at start-up; a plain value in tests. */
export interface HostFacts {
  /** Go's spelling: `amd64`, `arm64` … */
  readonly arch: string;
  readonly kernelRelease: string;
  /** Major and minor of the kernel's version. */
  readonly kernel: readonly [number, number];
  readonly hostname: string;
  readonly cpus: number;
  /** bytes */
  readonly memTotal: number;
  readonly cgroup: CgroupFacts;
  /** The profile for containers that is loaded in the kernel; undefined without AppArmor or profile. */
  readonly apparmorProfile?: string;
  readonly apparmor: boolean;
  readonly seccomp: boolean;
  readonly selinux: boolean;
  /** What we may hand on to a container: our own effective ∩ bounding set, as `CAP_…`. */
  readonly capabilities: readonly string[];
  readonly hasCapSysResource: boolean;
  /** Hard limits of this process: `RLIMIT_NOFILE` → number or Infinity. Nobody without CAP_SYS_RESOURCE exceeds them. */
  readonly rlimits: Readonly<Record<string, number>>;
  /** Our own /proc/self/oom_score_adj: the floor without CAP_SYS_RESOURCE. */
  readonly oomScoreAdj: number;
  readonly ipv4Forwarding: boolean;
  /** Of the sysctls that containers get by default, those which this kernel has. */
  readonly defaultSysctls: Readonly<Record<string, string>>;
  /** Files that tell how hot each processor is; masked in containers. */
  readonly thermalPaths: readonly string[];
  /** Names that `HostConfig.Runtime` may have besides `io.containerd.…` and absolute paths. */
  readonly runtimes: readonly string[];
  readonly cgroupDriver: 'cgroupfs' | 'systemd';
}

export interface HostFactsOptions {
  readonly runtimes: readonly string[];
  readonly cgroupDriver: 'cgroupfs' | 'systemd';
  /** Another /proc and /sys, for tests. */
  readonly proc?: string;
  readonly sys?: string;
}

const ARCHITECTURES: Readonly<Record<string, string>> = {
  x64: 'amd64',
  ia32: '386',
  ppc64: 'ppc64le',
  loong64: 'loong64',
};

const DEFAULT_SYSCTLS = {
  'net.ipv4.ip_unprivileged_port_start': '0',
  'net.ipv4.ping_group_range': '0 2147483647',
} as const;

/** A few dozen small synchronous reads (about 1 ms): call it once. */
export function readHostFacts(options: HostFactsOptions): HostFacts {
  const proc = options.proc ?? '/proc';
  const sys = options.sys ?? '/sys';
  const status = read(join(proc, 'self/status'));
  const capabilities = readCapabilities(status);
  const [major = 0, minor = 0] = release().split('.').map(Number);
  return {
    arch: ARCHITECTURES[arch()] ?? arch(),
    kernelRelease: release(),
    kernel: [major, minor],
    hostname: hostname(),
    cpus: cpus().length,
    memTotal: totalmem(),
    cgroup: readCgroupFacts(join(sys, 'fs/cgroup'), proc),
    ...readApparmor(sys),
    seccomp: /^Seccomp:/m.test(status),
    selinux: existsSync(join(sys, 'fs/selinux/enforce')),
    capabilities,
    hasCapSysResource: capabilities.includes('CAP_SYS_RESOURCE'),
    rlimits: parseLimits(read(join(proc, 'self/limits'))),
    oomScoreAdj: Number(read(join(proc, 'self/oom_score_adj'))) || 0,
    ipv4Forwarding: read(join(proc, 'sys/net/ipv4/ip_forward')) === '1',
    defaultSysctls: readDefaultSysctls(proc),
    thermalPaths: findThermalPaths(sys),
    runtimes: options.runtimes,
    cgroupDriver: options.cgroupDriver,
  };
}

/** Whether the kernel is at least of a version. */
export function isKernelAtLeast(
  host: Pick<HostFacts, 'kernel'>,
  major: number,
  minor: number,
): boolean {
  return host.kernel[0] > major || (host.kernel[0] === major && host.kernel[1] >= minor);
}

function readCapabilities(status: string): string[] {
  const mask = (name: string): Set<string> => {
    const hex = new RegExp(`^${name}:\\s*([0-9a-f]+)$`, 'm').exec(status)?.[1];
    return new Set(hex === undefined ? ALL_CAPABILITIES : capabilitiesOfMask(hex));
  };
  const bounding = mask('CapBnd');
  return [...mask('CapEff')].filter((name) => bounding.has(name));
}

const PROFILES = ['docker-default', 'joey-default'];

function readApparmor(sys: string): Pick<HostFacts, 'apparmor' | 'apparmorProfile'> {
  const apparmor = read(join(sys, 'module/apparmor/parameters/enabled')) === 'Y';
  if (!apparmor) return { apparmor };
  const loaded = read(join(sys, 'kernel/security/apparmor/profiles')).split('\n');
  const apparmorProfile = PROFILES.find((name) =>
    loaded.some((line) => line.startsWith(`${name} `)),
  );
  return apparmorProfile === undefined ? { apparmor } : { apparmor, apparmorProfile };
}

const LIMIT_NAMES: Readonly<Record<string, string>> = {
  'Max cpu time': 'CPU',
  'Max file size': 'FSIZE',
  'Max data size': 'DATA',
  'Max stack size': 'STACK',
  'Max core file size': 'CORE',
  'Max resident set': 'RSS',
  'Max processes': 'NPROC',
  'Max open files': 'NOFILE',
  'Max locked memory': 'MEMLOCK',
  'Max address space': 'AS',
  'Max file locks': 'LOCKS',
  'Max pending signals': 'SIGPENDING',
  'Max msgqueue size': 'MSGQUEUE',
  'Max nice priority': 'NICE',
  'Max realtime priority': 'RTPRIO',
  'Max realtime timeout': 'RTTIME',
};

function parseLimits(text: string): Record<string, number> {
  const limits: Record<string, number> = {};
  for (const line of text.split('\n')) {
    const match = /^(Max [a-z ]+?) {2,}\S+ +(\S+)/.exec(line);
    const name = LIMIT_NAMES[match?.[1] ?? ''];
    if (name === undefined) continue;
    limits[`RLIMIT_${name}`] = match?.[2] === 'unlimited' ? Infinity : Number(match?.[2]);
  }
  return limits;
}

function findThermalPaths(sys: string): string[] {
  return cpus()
    .map((_, number) => `devices/system/cpu/cpu${number}/thermal_throttle`)
    .filter((path) => existsSync(join(sys, path)))
    .map((path) => `/sys/${path}`);
}

function readDefaultSysctls(proc: string): Record<string, string> {
  const present = Object.entries(DEFAULT_SYSCTLS).filter(([name]) =>
    existsSync(join(proc, 'sys', name.replaceAll('.', '/'))),
  );
  return Object.fromEntries(present);
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return '';
  }
}
