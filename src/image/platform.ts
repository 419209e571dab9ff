import { arch } from 'node:os';

import { invalidArgument } from '../lib/errors.ts';

export interface Platform {
  readonly os: string;
  readonly architecture: string;
  readonly variant?: string;
}

const ARCHITECTURES: Readonly<Record<string, string>> = {
  x64: 'amd64',
  x86_64: 'amd64',
  'x86-64': 'amd64',
  ia32: '386',
  i386: '386',
  aarch64: 'arm64',
  armhf: 'arm',
  ppc64el: 'ppc64le',
};
const KNOWN_ARCHITECTURES = new Set(
  'amd64 386 arm arm64 ppc64 ppc64le s390x riscv64 mips mipsle mips64 mips64le loong64 wasm'.split(
    ' ',
  ),
);
const KNOWN_SYSTEMS = new Set(
  'linux windows darwin freebsd netbsd openbsd solaris plan9 wasip1'.split(' '),
);
const COMPONENT = /^[A-Za-z0-9_.-]+$/;

/** The machine's own platform in Go's words. */
export function hostPlatform(machine: string = arch()): Platform {
  return normalizePlatform({ os: 'linux', architecture: machine });
}

/** Spells aliases out: `x86_64` is amd64, arm64's v8 is understood, arm without variant is v7. */
export function normalizePlatform(platform: Platform): Platform {
  const os = platform.os.toLowerCase();
  const named = platform.architecture.toLowerCase();
  const architecture = ARCHITECTURES[named] ?? named;
  const variant = normalVariant(architecture, platform.variant?.toLowerCase() ?? '');
  return { os, architecture, ...(variant === '' ? {} : { variant }) };
}

function normalVariant(architecture: string, variant: string): string {
  if (architecture === 'arm64' && (variant === '8' || variant === 'v8')) return '';
  if (architecture === 'amd64' && variant === 'v1') return '';
  if (architecture !== 'arm') return variant;
  if (variant === '') return 'v7';
  return /^\d$/.test(variant) ? `v${variant}` : variant;
}

/** `linux/arm64`; `linux/arm/v7` */
export function formatPlatform(platform: Platform): string {
  const { os, architecture, variant } = platform;
  return [os, architecture, ...(variant === undefined ? [] : [variant])].join('/');
}

/**
 * Reads `os`, `arch`, `os/arch`, `os/arch/variant`, or the JSON object that newer clients send.
 * @throws invalidArgument with containerd's sentences (platforms.Parse)
 */
export function parsePlatform(text: string, host: Platform = hostPlatform()): Platform {
  if (text.trimStart().startsWith('{')) return parseJsonPlatform(text);
  const parts = text.split('/');
  if (parts.length > 3) {
    throw invalidArgument(`"${text}": cannot parse platform specifier: invalid argument`);
  }
  for (const part of parts) checkComponent(part, text);
  const [first = '', second, variant] = parts;
  if (second === undefined) return parseSingle(first.toLowerCase(), text, host);
  return normalizePlatform({
    os: first,
    architecture: second,
    ...(variant === undefined ? {} : { variant }),
  });
}

function checkComponent(part: string, text: string): void {
  if (COMPONENT.test(part)) return;
  throw invalidArgument(
    `"${part}" is an invalid component of "${text}": platform specifier component must match "${COMPONENT.source}": invalid argument`,
  );
}

function parseSingle(part: string, text: string, host: Platform): Platform {
  if (KNOWN_SYSTEMS.has(part)) return { ...host, os: part };
  const platform = normalizePlatform({ os: host.os, architecture: part });
  if (KNOWN_ARCHITECTURES.has(platform.architecture)) return platform;
  throw invalidArgument(`"${text}": unknown operating system or architecture: invalid argument`);
}

function parseJsonPlatform(text: string): Platform {
  const parsed = readObject(text);
  const { os, architecture, variant } = parsed;
  if (typeof os !== 'string' || typeof architecture !== 'string' || os === '') {
    throw invalidArgument('both OS and Architecture must be provided');
  }
  return normalizePlatform({
    os,
    architecture,
    ...(typeof variant === 'string' && variant !== '' ? { variant } : {}),
  });
}

function readObject(text: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === 'object' && parsed !== null) return parsed as Record<string, unknown>;
  } catch (err) {
    throw invalidArgument('failed to parse platform', err);
  }
  throw invalidArgument('failed to parse platform');
}

/**
 * How well an image's platform serves a wanted one: 0 exactly, higher is worse, `undefined` not at all.
 * An amd64 machine also runs 386, an arm machine all lower variants, an arm64 machine 32-bit arm.
 */
export function platformDistance(wanted: Platform, offered: Platform): number | undefined {
  const index = candidates(wanted).indexOf(formatPlatform(normalizePlatform(offered)));
  return index === -1 ? undefined : index;
}

function candidates(wanted: Platform): string[] {
  const own = formatPlatform(wanted);
  const on = (architecture: string): string => `${wanted.os}/${architecture}`;
  const arms = ['arm/v8', 'arm/v7', 'arm/v6', 'arm/v5'].map(on);
  if (wanted.architecture === 'amd64') return [...amd64Levels(wanted), on('386')];
  if (wanted.architecture === 'arm64') return [own, on('arm64'), ...arms];
  return arms.includes(own) ? arms.slice(arms.indexOf(own)) : [own];
}

/** `amd64/v3` also runs v2 and plain amd64. */
function amd64Levels(wanted: Platform): string[] {
  const level = Number(/^v(\d)$/.exec(wanted.variant ?? '')?.[1] ?? 1);
  const lower = Array.from({ length: Math.max(level - 1, 0) }, (_, at) => `/v${level - at}`);
  return [...lower, ''].map((variant) => `${wanted.os}/amd64${variant}`);
}

/** Whether it is the very platform that was asked for, compatible ones excluded. */
export function isSamePlatform(wanted: Platform, offered: Platform): boolean {
  return formatPlatform(wanted) === formatPlatform(normalizePlatform(offered));
}
