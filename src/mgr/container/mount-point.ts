export type { MountPoint } from '../../volume/mount-point.ts';
