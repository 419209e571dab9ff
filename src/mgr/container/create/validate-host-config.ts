import { isIP } from 'node:net';

import type { HostConfig, RestartPolicy } from '../../../api/schemas.ts';
import { normalizeCapability } from '../../../lib/capabilities.ts';
import type { DeepReadonly } from '../../../lib/deep-readonly.ts';
import { invalidArgument, messageOf } from '../../../lib/errors.ts';
import type { HostFacts } from '../../../lib/host-facts.ts';
import { parseSeccompProfile } from '../spec/seccomp-profile-parse.ts';
import { parseSecurityOpts } from '../spec/security-opt.ts';

type Host = DeepReadonly<HostConfig>;

/** @throws invalidArgument. moby: daemon/container.go validateHostConfig, daemon/daemon_unix.go */
export function validateHostConfig(hostConfig: Host, host: HostFacts): void {
  const policy = hostConfig.RestartPolicy ?? {};
  if (hostConfig.AutoRemove && !isNone(policy)) {
    throw invalidArgument("can't create 'AutoRemove' container with restart policy");
  }
  for (const entry of hostConfig.ExtraHosts ?? []) validateExtraHost(entry);
  validateRestartPolicy(policy);
  validateCapabilities(hostConfig, host);
  validateWords(hostConfig);
  validateNumbers(hostConfig);
  validateRuntime(hostConfig.Runtime ?? '', host.runtimes);
  validateStorage(hostConfig.StorageOpt ?? {});
  validateSecurity(hostConfig.SecurityOpt ?? []);
}

function validateWords({ Isolation = '', Annotations }: Host): void {
  if (Isolation !== '' && Isolation !== 'default') {
    throw invalidArgument(`invalid isolation (${Isolation}): linux only supports 'default'`);
  }
  if (Object.hasOwn(Annotations ?? {}, '')) {
    throw invalidArgument(
      'invalid Annotations: the empty string is not permitted as an annotation key',
    );
  }
}

/** A seccomp profile that cannot be read is refused now, not at start. */
function validateSecurity(options: readonly string[]): void {
  const { seccomp = 'unconfined' } = parseSecurityOpts(options);
  if (seccomp !== 'unconfined' && seccomp !== 'builtin') parseSeccompProfile(seccomp);
}

const isNone = (policy: DeepReadonly<RestartPolicy>): boolean =>
  policy.Name === undefined || policy.Name === '' || policy.Name === 'no';

/** @throws invalidArgument. moby: api/types/container ValidateRestartPolicy */
export function validateRestartPolicy(policy: DeepReadonly<RestartPolicy>): void {
  const { Name = '', MaximumRetryCount = 0 } = policy;
  const negative = MaximumRetryCount < 0;
  if (Name === '') return;
  if (Name === 'on-failure') {
    if (!negative) return;
    throw invalidArgument('invalid restart policy: maximum retry count cannot be negative');
  }
  if (!['no', 'always', 'unless-stopped'].includes(Name)) {
    throw invalidArgument(
      `invalid restart policy: unknown policy '${Name}'; use one of 'no', 'always', 'on-failure', or 'unless-stopped'`,
    );
  }
  if (MaximumRetryCount !== 0) {
    throw invalidArgument(
      `invalid restart policy: maximum retry count can only be used with 'on-failure'${negative ? ' and cannot be negative' : ''}`,
    );
  }
}

/** `name:address` or `name=address`; the address may be `host-gateway`. */
function validateExtraHost(entry: string): void {
  const match = /^([^=:\s]+)[=:](\S*)$/.exec(entry);
  if (match === null) throw invalidArgument(`bad format for add-host: ${JSON.stringify(entry)}`);
  const address = (match[2] ?? '').replace(/^\[(.*)\]$/, '$1');
  if (address !== 'host-gateway' && isIP(address) === 0) {
    throw invalidArgument(`invalid IP address in add-host: ${JSON.stringify(match[2])}`);
  }
}

function validateCapabilities(hostConfig: Host, host: HostFacts): void {
  for (const name of normalized('CapAdd', hostConfig.CapAdd ?? [])) {
    if (name === 'ALL' || host.capabilities.includes(name)) continue;
    throw invalidArgument(
      `invalid CapAdd: capability not supported by your kernel or not available in the current environment: "${name}"`,
    );
  }
  normalized('CapDrop', hostConfig.CapDrop ?? []);
}

function normalized(field: string, names: readonly string[]): string[] {
  try {
    return names.map(normalizeCapability);
  } catch (err) {
    throw invalidArgument(`invalid ${field}: ${messageOf(err)}`, err);
  }
}

function validateNumbers({ ShmSize = 0, OomScoreAdj = 0 }: Host): void {
  if (ShmSize < 0) throw invalidArgument('SHM size can not be less than 0');
  if (OomScoreAdj < -1000 || OomScoreAdj > 1000) {
    throw invalidArgument(`Invalid value ${OomScoreAdj}, range for oom score adj is [-1000, 1000]`);
  }
}

/** Configured names, names of shims, and absolute paths of shims. */
function validateRuntime(name: string, configured: readonly string[]): void {
  const isShim = /^io\.containerd\.[a-z0-9-]+\.v\d+$/.test(name);
  if (name === '' || configured.includes(name) || isShim) return;
  throw invalidArgument(`unknown or invalid runtime name: ${name}`);
}

function validateStorage(options: Readonly<Record<string, string>>): void {
  const [first] = Object.keys(options);
  if (first === undefined) return;
  throw invalidArgument(
    first === 'size'
      ? "--storage-opt is supported only for overlay over xfs with 'pquota' mount option"
      : `Unknown option ${first}`,
  );
}
