import { invalidArgument } from '../../../lib/errors.ts';
import { parseGoBool } from '../../../lib/go-bool.ts';

/** What `HostConfig.SecurityOpt` says. */
export interface SecurityOptions {
  readonly noNewPrivileges?: boolean;
  /** Profile name; `unconfined` for none. */
  readonly apparmor?: string;
  /** `unconfined`, `builtin`, or a profile as JSON text. */
  readonly seccomp?: string;
  /** SELinux words, e.g. `disable`, `type:container_t`. */
  readonly labels: readonly string[];
  /** `systempaths=unconfined`: nothing masked or read-only. */
  readonly unconfinedPaths: boolean;
  readonly writableCgroups?: boolean;
  /** `seccomp-architectures=native`: an option of ours, see seccomp.ts. */
  readonly seccompArchitectures?: 'all' | 'native';
}

type Change = (value: string, option: string) => Partial<SecurityOptions>;

const KEYS: Readonly<Record<string, Change>> = {
  label: (value) => ({ labels: [value] }),
  apparmor: (value) => ({ apparmor: value }),
  seccomp: (value) => ({ seccomp: value }),
  'no-new-privileges': (value, option) => ({ noNewPrivileges: parseBool(value, option) }),
  'writable-cgroups': (value, option) => ({ writableCgroups: parseBool(value, option) }),
  systempaths: (value, option) => {
    if (value !== 'unconfined') throw invalidOption(2, option);
    return { unconfinedPaths: true };
  },
  'seccomp-architectures': (value, option) => {
    if (value !== 'all' && value !== 'native') throw invalidOption(2, option);
    return { seccompArchitectures: value };
  },
};

const BARE: Readonly<Record<string, Partial<SecurityOptions>>> = {
  'no-new-privileges': { noNewPrivileges: true },
  'writable-cgroups': { writableCgroups: true },
  disable: { labels: ['disable'] },
};

/**
 * `key=value`, `key:value` of old, or a bare word.
 * moby: daemon/daemon_unix.go parseSecurityOpt
 * @throws invalidArgument `invalid --security-opt 1: "x"` (no value) or `… 2: …` (no such key or value)
 */
export function parseSecurityOpts(options: readonly string[]): SecurityOptions {
  let found: SecurityOptions = { labels: [], unconfinedPaths: false };
  for (const option of options) {
    const change = readOption(option);
    found = { ...found, ...change, labels: [...found.labels, ...(change.labels ?? [])] };
  }
  return found;
}

function readOption(option: string): Partial<SecurityOptions> {
  const bare = Object.hasOwn(BARE, option) ? BARE[option] : undefined;
  if (bare !== undefined) return bare;
  const at = option.includes('=') ? option.indexOf('=') : option.indexOf(':');
  if (at === -1) throw invalidOption(1, option);
  const key = option.slice(0, at);
  const change = Object.hasOwn(KEYS, key) ? KEYS[key] : undefined;
  if (change === undefined) throw invalidOption(2, option);
  return change(option.slice(at + 1), option);
}

const invalidOption = (where: 1 | 2, option: string): Error =>
  invalidArgument(`invalid --security-opt ${where}: ${JSON.stringify(option)}`);

function parseBool(text: string, option: string): boolean {
  const value = parseGoBool(text);
  if (value !== undefined) return value;
  throw invalidOption(2, option);
}
