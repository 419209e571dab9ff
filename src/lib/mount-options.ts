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

/** The options of an overlay, taken apart: its layers from the top down, and the others as they are. */
export function overlayLayers(options: readonly string[]): {
  readonly lower: string[];
  readonly upper?: { readonly dir: string; readonly work: string };
  readonly options: string[];
} {
  const value = (key: string): string | undefined =>
    options.find((option) => option.startsWith(`${key}=`))?.slice(key.length + 1);
  const [dir, work] = [value('upperdir'), value('workdir')];
  return {
    lower: value('lowerdir')?.split(':') ?? [],
    ...(dir === undefined || work === undefined ? {} : { upper: { dir, work } }),
    options: options.filter((option) => !/^(lower|upper|work)dir=/.test(option)),
  };
}
