import { declareChecked } from './libc.ts';

const call = declareChecked<[string, number, bigint]>(
  'mknod',
  'int mknod(const char *path, uint mode, uint64_t dev)',
);

const KINDS = { char: 0o020000, block: 0o060000, fifo: 0o010000, socket: 0o140000 } as const;

export interface DeviceNode {
  readonly kind: keyof typeof KINDS;
  /** Permission bits. The process's umask applies. */
  readonly mode: number;
  readonly major: number;
  readonly minor: number;
}

/** Makes a special file. */
export function mknod(path: string, node: DeviceNode): void {
  call(path, path, KINDS[node.kind] | node.mode, deviceNumber(node.major, node.minor));
}

/** The kernel's 64-bit form of a device number, as makedev(3). */
export function deviceNumber(major: number, minor: number): bigint {
  const [maj, min] = [BigInt(major), BigInt(minor)];
  return (
    ((maj & 0xfffff000n) << 32n) |
    ((maj & 0xfffn) << 8n) |
    ((min & 0xffffff00n) << 12n) |
    (min & 0xffn)
  );
}

/** The reverse of `deviceNumber`, for `stat().rdev`. */
export function splitDevice(device: number | bigint): { major: number; minor: number } {
  const dev = BigInt(device);
  return {
    major: Number(((dev >> 32n) & 0xfffff000n) | ((dev >> 8n) & 0xfffn)),
    minor: Number(((dev >> 12n) & 0xffffff00n) | (dev & 0xffn)),
  };
}
