import { writeFileSync } from 'node:fs';

import { invalidArgument, isErrno } from '../../lib/errors.ts';

const KEY = /^net\.(ipv4|ipv6|mpls)\.(conf|neigh)\.IFNAME\.([a-z0-9_]+)$/;

/**
 * Settings of one interface in the namespace that this thread is in: `/proc/sys/net` shows that one.
 * @param key `net.ipv4.conf.IFNAME.log_martians`: nothing else can be reached this way
 * @throws invalidArgument
 */
export function setInterfaceSysctl(interfaceName: string, key: string, value: string): void {
  const [, family, group, setting] = KEY.exec(key) ?? [];
  if (family === undefined || group === undefined || setting === undefined) {
    throw invalidArgument(`unrecognised network interface sysctl '${key}'`);
  }
  writeFileSync(`/proc/sys/net/${family}/${group}/${interfaceName}/${setting}`, value);
}

/** For one interface, or for `all` and `default`; a kernel without IPv6 lacks the files. */
export function setIpv6(interfaceName: string, enabled: boolean): void {
  try {
    writeFileSync(`/proc/sys/net/ipv6/conf/${interfaceName}/disable_ipv6`, enabled ? '0' : '1');
  } catch (err) {
    if (!isErrno(err, 'ENOENT')) throw err;
  }
}
