import { MOUNT_FLAGS, type MountFlag } from './sys/mount.ts';

/** Separates what are flags of the mount from what the file system reads. */
export function splitOptions(options: readonly string[]): {
  readonly flags: MountFlag[];
  readonly data: string[];
} {
  const flags: MountFlag[] = [];
  const data: string[] = [];
  for (const option of options) {
    if (option === 'rbind') flags.push('bind', 'rec');
    else if (option === 'rw' || option === 'defaults') continue;
    else if (Object.hasOwn(MOUNT_FLAGS, option)) flags.push(option as MountFlag);
    else data.push(option);
  }
  return { flags, data };
}
