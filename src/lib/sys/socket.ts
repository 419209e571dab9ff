import { declareChecked } from './libc.ts';

/** Types and flags of socket(2). */
export const SOCK = { stream: 1, dgram: 2, raw: 3, nonblock: 0o4000, cloexec: 0o2000000 } as const;

/** socket(2), bind(2) and setsockopt(2) as they are; the first argument is what an error is about. */
export const callSocket = declareChecked<[number, number, number]>(
  'socket',
  'int socket(int domain, int type, int protocol)',
);
export const callBind = declareChecked<[number, Buffer, number]>(
  'bind',
  'int bind(int fd, const void *address, uint length)',
);
export const callSetsockopt = declareChecked<[number, number, number, Buffer, number]>(
  'setsockopt',
  'int setsockopt(int fd, int level, int name, const void *value, uint length)',
);
