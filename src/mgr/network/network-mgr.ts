import type {
  NetworkCreateBody,
  NetworkCreateResponse,
  NetworkInspect,
  NetworkPruneResponse,
  NetworkSummary,
} from '../../api/schemas.ts';
import type { Filters } from '../../lib/filters.ts';
import type { ContainerNetworking } from './container-networking.ts';

export interface NetworkMgr extends ContainerNetworking, AsyncDisposable {
  list(filters: Filters): NetworkSummary[];
  /** @throws notFound `network x not found` */
  inspect(
    ref: string,
    options: { readonly verbose: boolean; readonly scope?: string },
  ): NetworkInspect;
  /** @throws invalidArgument, forbidden, conflict, notFound in Docker's words */
  create(body: NetworkCreateBody, signal: AbortSignal): Promise<NetworkCreateResponse>;
  /** @throws notFound; forbidden for predefined networks and those in use */
  remove(ref: string, signal: AbortSignal): Promise<void>;
  /** Removes unused networks. Filters: `until`, `label`, `label!`. */
  prune(filters: Filters, signal: AbortSignal): Promise<NetworkPruneResponse>;
}
