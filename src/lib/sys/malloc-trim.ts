import { declare } from './libc.ts';

const trim = declare<[number]>('int malloc_trim(ulong pad)');

/** Gives free heap memory back to the kernel: about a millisecond, for when there is nothing else to do. */
export function mallocTrim(): void {
  trim(0);
}
