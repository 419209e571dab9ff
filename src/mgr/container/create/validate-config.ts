import { posix } from 'node:path';

import type { ContainerConfig, HealthConfig } from '../../../api/schemas.ts';
import type { DeepReadonly } from '../../../lib/deep-readonly.ts';
import { invalidArgument } from '../../../lib/errors.ts';
import { parseSignal } from '../../../lib/signals.ts';

/** @throws invalidArgument. moby: daemon/container.go validateContainerConfig */
export function validateConfig(config: DeepReadonly<ContainerConfig>): void {
  validateHostname('hostname', config.Hostname ?? '');
  validateHostname('domainname', config.Domainname ?? '');
  validateWorkingDir(config.WorkingDir ?? '');
  if (config.StopSignal) parseSignal(config.StopSignal);
  validateEnv(config.Env ?? []);
  if (config.Healthcheck != null) validateHealthcheck(config.Healthcheck);
}

const MAX_HOSTNAME = 64;

/** The kernel takes 64 bytes; blanks and control characters would forge lines of /etc/hosts. */
function validateHostname(what: string, name: string): void {
  if (Buffer.byteLength(name) > MAX_HOSTNAME || /[\s\p{Cc}/]/u.test(name)) {
    throw invalidArgument(`invalid ${what} format: ${name}`);
  }
}

/** A process's open files and directories are no place to start in: CVE-2024-21626. */
const THROUGH_DESCRIPTORS =
  /^\/(?:proc\/(?:self|thread-self|\d+)(?:\/task\/\d+)?\/(?:fd|cwd|root|exe|map_files)|dev\/fd)(?:\/|$)/;

/** @throws invalidArgument unless it is empty, or absolute and a place of its own */
export function validateWorkingDir(directory: string): void {
  if (directory === '') return;
  if (!posix.isAbsolute(directory)) {
    throw invalidArgument(
      `the working directory '${directory}' is invalid, it needs to be an absolute path`,
    );
  }
  if (THROUGH_DESCRIPTORS.test(posix.normalize(directory)) || directory.includes('\0')) {
    throw invalidArgument(
      `the working directory '${directory}' is invalid, it must not lead through the open files of a process`,
    );
  }
}

/** @throws invalidArgument on an entry without a name */
export function validateEnv(env: readonly string[]): void {
  const bad = env.find((entry) => entry === '' || entry.startsWith('=') || entry.includes('\0'));
  if (bad !== undefined) throw invalidArgument(`invalid environment variable: ${bad}`);
}

const MINIMUM_NS = 1_000_000;
const DURATIONS = ['Interval', 'Timeout', 'StartPeriod', 'StartInterval'] as const;

function validateHealthcheck(health: DeepReadonly<HealthConfig>): void {
  for (const field of DURATIONS) {
    const nanoseconds = health[field] ?? 0;
    if (nanoseconds !== 0 && nanoseconds < MINIMUM_NS) {
      throw invalidArgument(`${field} in Healthcheck cannot be less than 1ms`);
    }
    if (field === 'Timeout' && (health.Retries ?? 0) < 0) {
      throw invalidArgument('Retries in Healthcheck cannot be negative');
    }
  }
}
