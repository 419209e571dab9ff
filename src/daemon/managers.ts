import type { ContainerMgr } from '../mgr/container/container-mgr.ts';
import type { ExecMgr } from '../mgr/container/exec/exec-mgr.ts';
import type { ImageMgr } from '../mgr/image/image-mgr.ts';
import type { NetworkMgr } from '../mgr/network/network-mgr.ts';
import type { SystemMgr } from '../mgr/system/system-mgr.ts';
import type { VolumeMgr } from '../mgr/volume/volume-mgr.ts';

/** Everything the routes call. */
export interface Managers {
  readonly containers: ContainerMgr;
  readonly execs: ExecMgr;
  readonly images: ImageMgr;
  readonly networks: NetworkMgr;
  readonly volumes: VolumeMgr;
  readonly system: SystemMgr;
}
