import { declareChecked } from './libc.ts';

const call = declareChecked<[string, number]>('mkfifo', 'int mkfifo(const char *path, uint mode)');

/** Makes a named pipe. The process's umask applies. */
export function mkfifo(path: string, mode: number): void {
  call(path, path, mode);
}
