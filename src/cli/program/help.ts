import type { Command, Flag } from './command.ts';
import type { Group, Leaf, Tree } from './tree.ts';

const WIDTH = 80;
const GAP = 3;

/** What `joey COMMAND --help` prints. PURE. */
export function commandHelp(path: readonly string[], summary: string, command: Command): string {
  const flags = Object.entries(command.flags).filter(([, flag]) => flag.hidden !== true);
  return [
    `Usage:  ${usageOf(path, command)}`,
    '',
    summary,
    ...(command.description === undefined ? [] : ['', command.description]),
    ...section(
      'Examples',
      (command.examples ?? []).map((example) => `  $ ${example}`),
    ),
    ...section('Options', table(flags.map(([name, flag]) => [flagNames(name, flag), flag.help]))),
    '',
  ].join('\n');
}

/** `joey container run [OPTIONS] IMAGE [COMMAND] [ARG...]` */
export const usageOf = (path: readonly string[], { usage }: Command): string =>
  ['joey', ...path, usage].join(' ').trimEnd();

/** PURE. */
export function groupHelp(name: string, { summary, commands }: Group): string {
  return [
    `Usage:  joey ${name} COMMAND`,
    '',
    summary,
    ...section('Commands', table(rows(commands))),
    '',
    `Run 'joey ${name} COMMAND --help' for more information on a command.`,
    '',
  ].join('\n');
}

/** PURE. */
export function treeHelp(tree: Tree, globals: Readonly<Record<string, Flag>>): string {
  const shortcuts = Object.entries(tree.shortcuts).flatMap(([name, [group, command]]) => {
    const leaf = tree.groups[group]?.commands[command];
    return leaf === undefined ? [] : [[name, leaf] as const];
  });
  const commands = Object.fromEntries([...shortcuts, ...Object.entries(tree.commands)]);
  const groups = Object.entries(tree.groups).map(([name, { summary }]) => [name, summary] as const);
  const options = Object.entries(globals).map(
    ([name, flag]) => [flagNames(name, flag), flag.help] as const,
  );
  return [
    'Usage:  joey [OPTIONS] COMMAND',
    '',
    'Containers, images, networks and volumes of a Joey or Docker engine',
    ...section('Management Commands', table(groups)),
    ...section('Commands', table(rows(commands))),
    ...section('Global Options', table(options)),
    '',
    "Run 'joey COMMAND --help' for more information on a command.",
    '',
  ].join('\n');
}

const rows = (commands: Readonly<Record<string, Leaf>>): (readonly [string, string])[] =>
  Object.entries(commands)
    .filter(([, leaf]) => leaf.hidden !== true)
    .map(([name, leaf]) => [name, leaf.summary] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : ['', `${title}:`, ...lines];

function flagNames(name: string, { short, type, value }: Flag): string {
  const shown = type === 'boolean' ? '' : ` ${value ?? VALUE_NAMES[type]}`;
  return `${short === undefined ? '    ' : `-${short}, `}--${name}${shown}`;
}

const VALUE_NAMES = { string: 'string', integer: 'int', list: 'list' } as const;

/** Two columns; the second is wrapped. */
function table(entries: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(0, ...entries.map(([left]) => left.length)) + GAP;
  return entries.flatMap(([left, right]) =>
    wrap(right, WIDTH - width - 2).map(
      (line, index) => `  ${(index === 0 ? left : '').padEnd(width)}${line}`,
    ),
  );
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
