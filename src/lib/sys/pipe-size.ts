import { declareChecked } from './libc.ts';

const F_SETPIPE_SZ = 1031;

const fcntl = declareChecked<[number, number, number]>(
  'fcntl',
  'int fcntl(int fd, int command, int argument)',
);

/**
 * How much an open pipe holds before its writer waits; the kernel's default is 64 KiB.
 * @param bytes rounded up to a power of two of pages; without privileges at most fs.pipe-max-size
 */
export function setPipeSize(fd: number, bytes: number): void {
  fcntl(`descriptor ${fd}`, fd, F_SETPIPE_SZ, bytes);
}
