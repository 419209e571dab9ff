import { run } from '../lib/exec.ts';

/** Bytes of all files below a directory, hard links once; other file systems below it do not count. */
export async function sizeOfTree(path: string, signal: AbortSignal): Promise<number> {
  const answer = await run('du', ['-s', '-x', '--block-size=1', '--apparent-size', '--', path], {
    signal,
  });
  return Number.parseInt(answer, 10);
}
