import type { Command } from '../program/command.ts';
import type { Leaf, Tree } from '../program/tree.ts';

/** The flags' types matter within a command's own file only. */
const leaf = (summary: string, load: () => Promise<unknown>): Leaf => ({
  summary,
  load: load as () => Promise<Command>,
});

/** Every command. Nothing is loaded but what runs. */
export const TREE: Tree = {
  groups: {
    container: {
      summary: 'Manage containers',
      aliases: { list: 'ls', ps: 'ls' },
      commands: {
        ls: leaf('List containers', async () => (await import('./container/ls.ts')).ls),
      },
    },
  },
  shortcuts: { ps: ['container', 'ls'] },
  commands: {
    version: leaf('Show version information', async () => (await import('./version.ts')).version),
  },
};
