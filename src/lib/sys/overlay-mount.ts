import { closeSync } from 'node:fs';

import { declareChecked } from './libc.ts';
import { MOUNT_FLAGS } from './mount.ts';

/*
 * The new mount API (Linux 5.2; `lowerdir+` 6.5). mount(2) cuts its data at 4096 bytes, which an
 * overlay of some fifty layers exceeds; here every layer is a call of its own.
 * The numbers are the same on every architecture that Node runs on.
 */
const FSOPEN = 430;
const FSCONFIG = 431;
const FSMOUNT = 432;
const MOVE_MOUNT = 429;

const fsopen = declareChecked<[number, string, number]>(
  'fsopen',
  'long syscall(long number, const char *type, long flags)',
);
const fsconfig = declareChecked<[number, number, number, string | null, string | null, number]>(
  'fsconfig',
  'long syscall(long number, long fd, long command, const char *key, const char *value, long aux)',
);
const fsmount = declareChecked<[number, number, number, number]>(
  'fsmount',
  'long syscall(long number, long fd, long flags, long attributes)',
);
const moveMount = declareChecked<[number, number, string, number, string, number]>(
  'move_mount',
  'long syscall(long number, long fromFd, const char *from, long toFd, const char *to, long flags)',
);

const CLOEXEC = 1;
const SET_FLAG = 0;
const SET_STRING = 1;
const CREATE = 6;
const AT_FDCWD = -100;
const MOVE_FROM_EMPTY_PATH = 4;

export interface OverlayMount {
  readonly target: string;
  /** Uppermost first, as in `lowerdir=a:b`. */
  readonly lower: readonly string[];
  /** Absent for a read-only view. */
  readonly upper?: { readonly dir: string; readonly work: string };
  /** Further options: `index=off`, `userxattr` … */
  readonly options?: readonly string[];
  readonly readOnly?: boolean;
}

/**
 * Mounts an overlay of any number of layers.
 * @throws internal with errno ENOSYS or EINVAL on a kernel that lacks the calls or `lowerdir+`
 */
export function mountOverlay(request: OverlayMount): void {
  const { target } = request;
  const fs = fsopen('overlay', FSOPEN, 'overlay', CLOEXEC);
  try {
    for (const [key, value] of parameters(request)) set(fs, key, value);
    fsconfig(target, FSCONFIG, fs, CREATE, null, null, 0);
    const attributes = request.readOnly === true ? MOUNT_FLAGS.ro : 0;
    const tree = fsmount(target, FSMOUNT, fs, CLOEXEC, attributes);
    try {
      moveMount(target, MOVE_MOUNT, tree, '', AT_FDCWD, target, MOVE_FROM_EMPTY_PATH);
    } finally {
      closeSync(tree);
    }
  } finally {
    closeSync(fs);
  }
}

type Parameter = readonly [key: string, value: string | null];

function parameters(request: OverlayMount): Parameter[] {
  const { lower, upper, options = [] } = request;
  return [
    ['source', 'overlay'],
    ...lower.map((dir): Parameter => ['lowerdir+', dir]),
    ...(upper === undefined
      ? []
      : ([
          ['upperdir', upper.dir],
          ['workdir', upper.work],
        ] as const)),
    ...options.map(toParameter),
  ];
}

function toParameter(option: string): Parameter {
  const equals = option.indexOf('=');
  return equals === -1 ? [option, null] : [option.slice(0, equals), option.slice(equals + 1)];
}

function set(fs: number, key: string, value: string | null): void {
  fsconfig(
    `${key}=${value ?? ''}`,
    FSCONFIG,
    fs,
    value === null ? SET_FLAG : SET_STRING,
    key,
    value,
    0,
  );
}
