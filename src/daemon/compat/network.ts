import type { NetworkInspect } from '../../api/schemas.ts';
import type { ApiVersion } from '../../lib/api-version.ts';

/** How full a network's pools are is told from 1.52 on. */
export function networkForVersion(found: NetworkInspect, version: ApiVersion): object {
  const { Status: status, ...common } = found;
  return version >= 1052 && status !== undefined ? { ...common, Status: status } : common;
}
