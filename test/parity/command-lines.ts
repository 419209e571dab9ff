import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { command, type CommandResult } from '../helpers/command.ts';
import { DockerdFixture } from '../helpers/dockerd-fixture.ts';
import { EngineFixture } from '../helpers/engine-fixture.ts';
import { normalise } from './normalise.ts';

/** One docker command line, and where its answer may differ from dockerd 20.10's. */
export interface Invocation {
  /** `{name}` stands for what the preparation gave that name. */
  readonly args: readonly string[];
  readonly input?: string;
  /** The exit code of newer daemons, where dockerd 20.10 has another one. */
  readonly newerCode?: number;
  /** What newer daemons print, where dockerd 20.10 says it otherwise. */
  readonly newerStdout?: string;
  readonly newerStderr?: string;
  /** Compare standard output as a set of lines. */
  readonly unordered?: boolean;
}

export const run = (...args: string[]): Invocation => ({ args: ['run', '--rm', ...args] });
export const cli = (...args: string[]): Invocation => ({ args });

/** Texts for `{name}` in arguments. */
type Texts = Readonly<Record<string, string>>;

/**
 * Makes what the command lines need in a folder of their own. Of what only one engine may have at a
 * time (ports, subnets) each gets its own; in what they print it is put back as `{name}`.
 */
type Preparation = (
  folder: string,
) => Promise<{ readonly both?: Texts; readonly ours?: Texts; readonly theirs?: Texts }>;

/**
 * One test for each command line: both engines get it at the same time and must answer the same. In
 * order: later ones build on earlier ones.
 */
export function sameAnswers(
  name: string,
  invocations: readonly Invocation[],
  prepare: Preparation = () => Promise.resolve({}),
): void {
  describe(name, () => {
    let joey: EngineFixture;
    let dockerd: DockerdFixture;
    let folder: string;
    let texts: Awaited<ReturnType<Preparation>>;

    before(async () => {
      folder = await mkdtemp(join(tmpdir(), 'parity-'));
      texts = await prepare(folder);
      [joey, dockerd] = await Promise.all([EngineFixture.create(), DockerdFixture.create()]);
    });
    after(async () => {
      await joey[Symbol.asyncDispose]();
      await dockerd[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    });

    const invoke = async (
      { args, input }: Invocation,
      socket: string,
      own: Texts = {},
    ): Promise<CommandResult> => {
      const filled = args.map((arg) => fill(arg, { ...texts.both, ...own }));
      const result = await command(
        'docker',
        ['-H', `unix://${socket}`, ...filled],
        input === undefined ? {} : { input },
      );
      const { code, stdout, stderr } = result;
      return { code, stdout: putBack(stdout, own), stderr: putBack(stderr, own) };
    };

    for (const [index, invocation] of invocations.entries()) {
      test(`${index + 1}: docker ${invocation.args.join(' ')}`, async () => {
        const [ours, theirs] = await Promise.all([
          invoke(invocation, joey.socket, texts.ours),
          invoke(invocation, dockerd.socket, texts.theirs),
        ]);
        assert.deepEqual(comparable(ours, invocation), {
          ...comparable(theirs, invocation),
          ...newer(invocation),
        });
      });
    }
  });
}

const fill = (arg: string, texts: Texts): string =>
  arg.replaceAll(/\{(\w+)\}/g, (whole, key: string) => texts[key] ?? whole);

const putBack = (output: string, texts: Texts): string =>
  Object.entries(texts).reduce((text, [key, value]) => text.replaceAll(value, `{${key}}`), output);

function comparable(result: CommandResult, { unordered }: Invocation): object {
  const stdout = normalise(result.stdout);
  return {
    code: result.code,
    stdout: unordered === true ? stdout.split('\n').sort() : stdout,
    stderr: normalise(result.stderr),
  };
}

const newer = ({ newerCode, newerStdout, newerStderr }: Invocation): object => ({
  ...(newerStdout === undefined ? {} : { stdout: newerStdout }),
  ...(newerCode === undefined ? {} : { code: newerCode }),
  ...(newerStderr === undefined ? {} : { stderr: newerStderr }),
});
