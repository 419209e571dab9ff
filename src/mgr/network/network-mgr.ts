import type { NetworkInspect, NetworkSummary } from '../../api/schemas.ts';
import type { Filters } from '../../lib/filters.ts';
import type { ContainerNetworking } from './container-networking.ts';

export interface NetworkMgr extends ContainerNetworking, AsyncDisposable {
  list(filters: Filters): NetworkSummary[];
  /** @throws notFound `network x not found` */
  inspect(
    ref: string,
    options: { readonly verbose: boolean; readonly scope?: string },
  ): NetworkInspect;
}
