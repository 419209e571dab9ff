import { errnoOf } from './errno.ts';
import { declareChecked } from './libc.ts';

const callGet = declareChecked<[string, string, Buffer | null, number]>(
  'lgetxattr',
  'intptr_t lgetxattr(const char *path, const char *name, void *value, size_t size)',
);
const callSet = declareChecked<[string, string, Buffer, number, number]>(
  'lsetxattr',
  'int lsetxattr(const char *path, const char *name, const void *value, size_t size, int flags)',
);
const callList = declareChecked<[string, Buffer | null, number]>(
  'llistxattr',
  'intptr_t llistxattr(const char *path, void *list, size_t size)',
);
const callRemove = declareChecked<[string, string]>(
  'lremovexattr',
  'int lremovexattr(const char *path, const char *name)',
);

/** An extended attribute; of a link itself, not its target. Undefined when there is none of the name. */
export function lgetxattr(path: string, name: string): Buffer | undefined {
  try {
    return grow((buffer) => callGet(path, path, name, buffer, buffer?.length ?? 0));
  } catch (err) {
    if (errnoOf(err) === 'ENODATA' || errnoOf(err) === 'EOPNOTSUPP') return undefined;
    throw err;
  }
}

export function lsetxattr(path: string, name: string, value: Uint8Array): void {
  const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  callSet(path, path, name, bytes, bytes.length, 0);
}

/** The names of all extended attributes; none where the file system has no such thing. */
export function llistxattr(path: string): string[] {
  try {
    const list = grow((buffer) => callList(path, path, buffer, buffer?.length ?? 0));
    return list
      .toString('utf8')
      .split('\0')
      .filter((name) => name !== '');
  } catch (err) {
    if (errnoOf(err) === 'EOPNOTSUPP') return [];
    throw err;
  }
}

export function lremovexattr(path: string, name: string): void {
  callRemove(path, path, name);
}

/** Asks for the size, then for the value; once more when it grew in between. */
function grow(read: (buffer: Buffer | null) => number): Buffer {
  for (;;) {
    const size = read(null);
    if (size === 0) return Buffer.alloc(0);
    const buffer = Buffer.alloc(size);
    try {
      return buffer.subarray(0, read(buffer));
    } catch (err) {
      if (errnoOf(err) !== 'ERANGE') throw err;
    }
  }
}
