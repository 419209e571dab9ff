import type { Command } from './command.ts';

/** A command as the tree knows it: enough for help and look-up, so that only what runs is loaded. */
export interface Leaf {
  readonly summary: string;
  readonly load: () => Promise<Command>;
  readonly hidden?: boolean;
}

export interface Group {
  readonly summary: string;
  readonly commands: Readonly<Record<string, Leaf>>;
  /** Other names of its commands: `list` → `ls`. */
  readonly aliases: Readonly<Record<string, string>>;
}

/** What a command line leads to. */
export type Found =
  | {
      readonly kind: 'leaf';
      readonly path: readonly string[];
      readonly leaf: Leaf;
      readonly rest: readonly string[];
    }
  | {
      readonly kind: 'group';
      readonly name: string;
      readonly group: Group;
      readonly rest: readonly string[];
    }
  | { readonly kind: 'unknown'; readonly name: string; readonly within?: string };

export interface Tree {
  readonly groups: Readonly<Record<string, Group>>;
  /** Short forms at the top: `ps` → `container ls`. */
  readonly shortcuts: Readonly<Record<string, readonly [group: string, command: string]>>;
  /** Commands of no group. */
  readonly commands: Readonly<Record<string, Leaf>>;
}

/** Follows the words of a command line as far as they name commands. PURE. */
export function find(tree: Tree, words: readonly string[]): Found {
  const [first = '', ...rest] = words;
  const leaf = topLeaf(tree, first);
  if (leaf !== undefined) return { kind: 'leaf', path: [first], leaf, rest };
  const group = own(tree.groups, first);
  if (group === undefined) return { kind: 'unknown', name: first };
  const [second, ...others] = rest;
  if (second === undefined || second.startsWith('-')) {
    return { kind: 'group', name: first, group, rest };
  }
  const command = own(group.aliases, second) ?? second;
  const inner = own(group.commands, command);
  if (inner === undefined) return { kind: 'unknown', name: second, within: first };
  return { kind: 'leaf', path: [first, command], leaf: inner, rest: others };
}

function topLeaf(tree: Tree, name: string): Leaf | undefined {
  const shortcut = own(tree.shortcuts, name);
  if (shortcut === undefined) return own(tree.commands, name);
  const [group, command] = shortcut;
  return tree.groups[group]?.commands[command];
}

const own = <T>(record: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;
