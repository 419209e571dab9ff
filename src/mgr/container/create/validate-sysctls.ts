import type { HostConfig } from '../../../api/schemas.ts';
import type { DeepReadonly } from '../../../lib/deep-readonly.ts';
import { invalidArgument } from '../../../lib/errors.ts';

const OF_IPC: ReadonlySet<string> = new Set([
  'kernel.msgmax',
  'kernel.msgmnb',
  'kernel.msgmni',
  'kernel.sem',
  'kernel.shmall',
  'kernel.shmmax',
  'kernel.shmmni',
  'kernel.shm_rmid_forced',
]);

/**
 * Only what belongs to a namespace of the container's own may be set, as the OCI runtimes insist;
 * asked at create so that the answer is a 400. Names are dotted words and values one line: a `+` or
 * a newline smuggled further settings past other engines (CVE-2022-0811).
 *
 * @throws invalidArgument
 */
export function validateSysctls(hostConfig: DeepReadonly<HostConfig>): void {
  for (const [written, value] of Object.entries(hostConfig.Sysctls ?? {})) {
    const name = written.replaceAll('/', '.');
    if (!/^[a-zA-Z0-9_.-]+$/.test(name) || /[\p{Cc}+=]/u.test(value) || name.includes('..')) {
      throw invalidArgument(`invalid sysctl: ${JSON.stringify(`${written}=${value}`)}`);
    }
    validateNamespace(name, hostConfig);
  }
}

function validateNamespace(name: string, hostConfig: DeepReadonly<HostConfig>): void {
  if (name.startsWith('net.')) {
    if (hostConfig.NetworkMode !== 'host') return;
    throw invalidArgument(`sysctl ${JSON.stringify(name)} not allowed in host network namespace`);
  }
  if (OF_IPC.has(name) || name.startsWith('fs.mqueue.')) {
    if (hostConfig.IpcMode !== 'host') return;
    throw invalidArgument(
      `sysctl ${JSON.stringify(name)} is not allowed in the host ipc namespace`,
    );
  }
  if (name === 'kernel.domainname' && hostConfig.UTSMode !== 'host') return;
  throw invalidArgument(`sysctl ${JSON.stringify(name)} is not in a separate kernel namespace`);
}
