import type { ApiVersion } from '../../lib/api-version.ts';
import { without } from '../../lib/without.ts';

/** `os_type` came with 1.52. */
export function statsForVersion(sample: object, version: ApiVersion): object {
  if (version >= 1052) return sample;
  return without(sample as { readonly os_type?: string }, 'os_type');
}
