import { nearest } from '../../lib/nearest.ts';
import { ApiError } from '../api/api-error.ts';
import { TREE } from '../commands/tree.ts';
import { TemplateError } from '../template/template-error.ts';
import type { Command } from './command.ts';
import { CommandError } from './command-error.ts';
import { createContext } from './create-context.ts';
import { GLOBAL_FLAGS, type GlobalValues, parseGlobals } from './global-flags.ts';
import { commandHelp, groupHelp, treeHelp, usageOf } from './help.ts';
import { parseFlags } from './parse-flags.ts';
import { find, type Found } from './tree.ts';

/** Runs one command line. @returns the exit status */
export async function runProgram(argv: readonly string[]): Promise<number> {
  let globals: GlobalValues | undefined;
  try {
    const parsed = parseGlobals(argv);
    globals = parsed.values;
    return await dispatch(parsed.values, parsed.args);
  } catch (err) {
    return complain(err, globals?.debug ?? false);
  }
}

async function dispatch(globals: GlobalValues, words: readonly string[]): Promise<number> {
  if (globals.version)
    return await dispatch({ ...globals, version: false }, ['version', '--client']);
  if (words.length === 0 || globals.help) {
    process.stdout.write(treeHelp(TREE, GLOBAL_FLAGS));
    return 0;
  }
  const [first, ...rest] = words;
  const found = first === 'help' ? find(TREE, [...rest, '--help']) : find(TREE, words);
  switch (found.kind) {
    case 'unknown':
      throw unknownCommand(found);
    case 'group':
      process.stdout.write(groupHelp(found.name, found.group));
      return 0;
    case 'leaf':
      return await runLeaf(globals, found);
  }
}

async function runLeaf(
  globals: GlobalValues,
  { path, leaf, rest }: Extract<Found, { kind: 'leaf' }>,
): Promise<number> {
  const command = await leaf.load();
  const flags = { ...command.flags, help: { type: 'boolean', help: 'Print usage' } } as const;
  const { values, args } = parsedFor(path, command, () =>
    parseFlags(flags, rest, command.passesRest),
  );
  if (values.help) {
    process.stdout.write(commandHelp(path, leaf.summary, command));
    return 0;
  }
  checkCount(path, command, args.length);
  return (await command.run(createContext(globals), values, args)) ?? 0;
}

/** A wrong option shows how the command is used. */
function parsedFor<T>(path: readonly string[], command: Command, parse: () => T): T {
  try {
    return parse();
  } catch (err) {
    if (!(err instanceof CommandError)) throw err;
    const { exitCode } = err;
    throw new CommandError(err.message, { exitCode, hint: usageHint(path, command), cause: err });
  }
}

function checkCount(path: readonly string[], command: Command, count: number): void {
  const { min, max = Infinity } = command.args;
  if (count >= min && count <= max) return;
  const name = `'joey ${path.join(' ')}'`;
  const plural = (n: number): string => (n === 1 ? 'argument' : 'arguments');
  const message =
    max === 0
      ? `joey: ${name} accepts no arguments`
      : min === max
        ? `joey: ${name} requires ${min} ${plural(min)}`
        : count < min
          ? `joey: ${name} requires at least ${min} ${plural(min)}`
          : `joey: ${name} requires at most ${max} ${plural(max)}`;
  throw new CommandError(message, { hint: usageHint(path, command) });
}

const usageHint = (path: readonly string[], command: Command): string =>
  `\nUsage:  ${usageOf(path, command)}\n\nRun 'joey ${path.join(' ')} --help' for more information`;

function unknownCommand({ name, within }: Extract<Found, { kind: 'unknown' }>): CommandError {
  const known =
    within === undefined
      ? [TREE.commands, TREE.shortcuts, TREE.groups].flatMap(Object.keys)
      : Object.keys(TREE.groups[within]?.commands ?? {});
  const meant = nearest(name, known);
  const prefix = within === undefined ? 'joey' : `joey ${within}`;
  const suggestion = meant === undefined ? '' : `\nDid you mean '${prefix} ${meant}'?\n`;
  return new CommandError(`joey: unknown command: ${prefix} ${name}`, {
    hint: `${suggestion}\nRun '${prefix} --help' for more information`,
  });
}

/** Says what went wrong, and what to do. @returns the exit status */
function complain(err: unknown, isDebug: boolean): number {
  const known =
    err instanceof CommandError || err instanceof ApiError || err instanceof TemplateError;
  if (!known) throw err;
  const prefix = err instanceof ApiError ? 'Error response from daemon: ' : '';
  process.stderr.write(`${prefix}${err.message}\n`);
  if (err instanceof CommandError && err.hint !== undefined) process.stderr.write(`${err.hint}\n`);
  if (isDebug) process.stderr.write(`${err.stack ?? ''}\n`);
  return err instanceof CommandError ? err.exitCode : 1;
}
