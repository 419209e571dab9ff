import { createHash } from 'node:crypto';

const DEFAULT_DATA_ROOT = '/var/lib/joey';

/** What sets apart the kernel objects of several engines on one host; empty for the usual one. */
function suffixOf(dataRoot: string): string {
  if (dataRoot === DEFAULT_DATA_ROOT) return '';
  return createHash('sha256').update(dataRoot).digest('hex').slice(0, 8);
}

/** `joey0`, or a name of its own for another data root: the bridge where none is configured. */
export function defaultBridgeName(dataRoot: string): string {
  const suffix = suffixOf(dataRoot);
  return suffix === '' ? 'joey0' : `joey${suffix}`;
}

/** Of our nftables table. */
export function firewallTable(dataRoot: string): string {
  const suffix = suffixOf(dataRoot);
  return suffix === '' ? 'joey' : `joey_${suffix}`;
}

/** How our ends of veth pairs begin; the endpoint's id follows. At most 15 characters fit. */
export const LINK_PREFIX = 'jy';

export const linkName = (endpointId: string): string => `${LINK_PREFIX}${endpointId.slice(0, 12)}`;
