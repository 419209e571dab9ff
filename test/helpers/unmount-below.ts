import { readFile } from 'node:fs/promises';

import { command } from './command.ts';

/** Unmounts everything below a directory, deepest first. */
export async function unmountBelow(directory: string): Promise<void> {
  const mounts = (await readFile('/proc/self/mounts', 'utf8'))
    .split('\n')
    .map((line) => line.split(' ')[1] ?? '')
    .filter((path) => path.startsWith(`${directory}/`));
  for (const path of mounts.reverse()) await command('umount', ['-l', path]);
}
