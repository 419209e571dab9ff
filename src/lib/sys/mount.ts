import { declareChecked } from './libc.ts';

type Nullable = string | null;

const callMount = declareChecked<[Nullable, string, Nullable, number, Nullable]>(
  'mount',
  'int mount(const char *source, const char *target, const char *type, ulong flags, const char *data)',
);
const callUmount = declareChecked<[string, number]>(
  'umount',
  'int umount2(const char *target, int flags)',
);

/** mount(2)'s flags by their option names. */
export const MOUNT_FLAGS = {
  ro: 1,
  nosuid: 2,
  nodev: 4,
  noexec: 8,
  sync: 16,
  remount: 32,
  dirsync: 128,
  noatime: 1024,
  nodiratime: 2048,
  bind: 4096,
  move: 8192,
  rec: 16384,
  unbindable: 1 << 17,
  private: 1 << 18,
  slave: 1 << 19,
  shared: 1 << 20,
  relatime: 1 << 21,
  strictatime: 1 << 24,
} as const;

export type MountFlag = keyof typeof MOUNT_FLAGS;

export interface MountRequest {
  readonly target: string;
  readonly source?: string;
  readonly type?: string;
  readonly flags?: readonly MountFlag[];
  /** Options of the file system; the kernel takes at most one page. */
  readonly data?: string;
}

export function mount(request: MountRequest): void {
  const { target, source = null, type = null, data = null } = request;
  callMount(target, source, target, type, toBits(request.flags ?? []), data);
}

/** Changes the flags of what is mounted at `target`; of the mount only, not of its file system. */
export function remountBind(target: string, flags: readonly MountFlag[]): void {
  mount({ target, flags: ['bind', 'remount', ...flags] });
}

const MNT_DETACH = 2;
const UMOUNT_NOFOLLOW = 8;

/** @param options.detach at once from the tree, from the kernel when the last user is gone */
export function umount(target: string, options: { readonly detach: boolean }): void {
  callUmount(target, target, UMOUNT_NOFOLLOW | (options.detach ? MNT_DETACH : 0));
}

function toBits(flags: readonly MountFlag[]): number {
  return flags.reduce((bits, flag) => bits | MOUNT_FLAGS[flag], 0);
}
