import type { Volume, VolumeListResponse, VolumePruneResponse } from '../../api/schemas.ts';
import type { Filters } from '../../lib/filters.ts';
import type { VolumeWish } from './create.ts';

/** The face that routes see. */
export interface VolumeMgr {
  /** Filters: `dangling`, `driver`, `label`, `name`. @throws invalidArgument */
  list(filters: Filters): VolumeListResponse;
  /** @throws notFound `get x: no such volume` */
  inspect(name: string): Volume;
  /** The same name again answers what is there. @throws invalidArgument, notFound, conflict */
  create(wish: VolumeWish, signal: AbortSignal): Promise<Volume>;
  /** @throws notFound, unless `force`; conflict when a container has it */
  remove(name: string, options: { readonly force: boolean }, signal: AbortSignal): Promise<void>;
  /** Filters: `all`, `label`, `label!`. */
  prune(filters: Filters, signal: AbortSignal): Promise<VolumePruneResponse>;
}
