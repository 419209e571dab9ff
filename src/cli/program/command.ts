import type { Context } from './context.ts';

/** One option of a command. */
export interface Flag {
  /** A list may be given several times. Booleans take a value only after `=`. */
  readonly type: 'boolean' | 'string' | 'integer' | 'list';
  /** One letter. */
  readonly short?: string;
  readonly help: string;
  /** What help shows for the value; its type when absent. */
  readonly value?: string;
  /** Of a boolean: what it is when not given. */
  readonly default?: boolean;
  /** Kept for compatibility, not shown in help. */
  readonly hidden?: boolean;
}

export type Flags = Readonly<Record<string, Flag>>;

/** What was given, by the flag's name: undefined for strings and numbers that were not. */
export type Values<F extends Flags> = {
  readonly [K in keyof F]: F[K]['type'] extends 'boolean'
    ? boolean
    : F[K]['type'] extends 'list'
      ? readonly string[]
      : F[K]['type'] extends 'integer'
        ? number | undefined
        : string | undefined;
};

/** What a shell may complete an argument with. */
export type Completion = 'container' | 'running' | 'image' | 'network' | 'volume' | 'file';

/** A leaf of the command tree: what it takes and what it does. */
export interface Command<F extends Flags = Flags> {
  /** After the command's name: `[OPTIONS] CONTAINER [CONTAINER...]` */
  readonly usage: string;
  /** Below the summary in help and reference. */
  readonly description?: string;
  readonly examples?: readonly string[];
  readonly flags: F;
  /** How many arguments it takes; no `max` for any number. */
  readonly args: { readonly min: number; readonly max?: number };
  /** Options end at the first argument: what follows belongs to a program in the container. */
  readonly passesRest?: boolean;
  readonly completes?: Completion;
  /** @returns the exit status; 0 when nothing is answered. @throws CommandError */
  run(context: Context, flags: Values<F>, args: readonly string[]): Promise<number | undefined>;
}

/** Keeps the flags' types for `run`. */
export function defineCommand<const F extends Flags>(command: Command<F>): Command<F> {
  return command;
}
