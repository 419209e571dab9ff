import { type Assertion, type Node, parsePattern } from './linear-regexp-parse.ts';

/**
 * Regular expressions that strangers send, matched in time linear in the text: all possible positions
 * in the pattern are followed at once (Thompson 1968) instead of tried one after another, so that no
 * pattern blows up. The syntax is the useful part of Go's; matching is unanchored.
 */
type Matcher = (text: string) => boolean;

/** Of a program: counted repetitions are written out and could be enormous. */
const MAX_STEPS = 1000;

type Step =
  | { readonly kind: 'char'; readonly accepts: (char: string) => boolean; readonly next: number }
  | { readonly kind: 'split'; readonly next: number; readonly other: number }
  | { readonly kind: 'assert'; readonly holds: Assertion; readonly next: number }
  | { readonly kind: 'match' };

/** @returns undefined when the pattern is malformed, or too large when written out */
export function linearMatcher(pattern: string): Matcher | undefined {
  // Most patterns are plain words.
  if (!/[\\^$.|?*+()[\]{}]/.test(pattern)) return (text) => text.includes(pattern);
  const tree = parsePattern(pattern);
  if (tree === undefined) return undefined;
  const program: Step[] = [{ kind: 'match' }];
  const start = compile(tree, 0, program);
  return start === undefined ? undefined : (text) => runs(program, start, text);
}

/** Adds a node that goes on at `next`; answers where it begins, or undefined when there is no room. */
function compile(node: Node, next: number, program: Step[]): number | undefined {
  if (program.length > MAX_STEPS) return undefined;
  switch (node.kind) {
    case 'char':
      return add(program, { kind: 'char', accepts: node.accepts, next });
    case 'assert':
      return add(program, { kind: 'assert', holds: node.holds, next });
    case 'sequence':
      return node.items.reduceRight<number | undefined>(
        (after, item) => (after === undefined ? undefined : compile(item, after, program)),
        next,
      );
    case 'choice':
      return compileChoice(node.options, next, program);
    case 'repeat':
      return compileRepeat(node, next, program);
  }
}

function add(program: Step[], step: Step): number {
  program.push(step);
  return program.length - 1;
}

function compileChoice(
  options: readonly Node[],
  next: number,
  program: Step[],
): number | undefined {
  const starts = options.map((option) => compile(option, next, program));
  return starts.reduce((first, other) =>
    first === undefined || other === undefined
      ? undefined
      : add(program, { kind: 'split', next: first, other }),
  );
}

function compileRepeat(
  node: Extract<Node, { kind: 'repeat' }>,
  next: number,
  program: Step[],
): number | undefined {
  const { item, min, max } = node;
  let after: number | undefined =
    max === Infinity ? compileStar(item, next, program) : compileOptional(node, next, program);
  for (let count = 0; count < min && after !== undefined; count += 1) {
    after = compile(item, after, program);
  }
  return after;
}

function compileStar(item: Node, next: number, program: Step[]): number | undefined {
  const loop = add(program, { kind: 'split', next, other: next });
  const body = compile(item, loop, program);
  if (body === undefined) return undefined;
  program[loop] = { kind: 'split', next: body, other: next };
  return loop;
}

function compileOptional(
  { item, min, max }: Extract<Node, { kind: 'repeat' }>,
  next: number,
  program: Step[],
): number | undefined {
  let after = next;
  for (let count = min; count < max; count += 1) {
    const body = compile(item, after, program);
    if (body === undefined) return undefined;
    after = add(program, { kind: 'split', next: body, other: next });
  }
  return after;
}

function runs(program: readonly Step[], start: number, text: string): boolean {
  const chars = Array.from(text);
  let current = new Set<number>();
  for (let at = 0; at <= chars.length; at += 1) {
    // A match may begin anywhere.
    const reached = closure(program, [...current, start], chars, at);
    if (reached.has(0)) return true;
    const char = chars[at];
    current = new Set();
    if (char === undefined) break;
    for (const index of reached) {
      const step = program[index];
      if (step?.kind === 'char' && step.accepts(char)) current.add(step.next);
    }
  }
  return false;
}

/** Every step that can be reached without reading. */
function closure(
  program: readonly Step[],
  from: readonly number[],
  chars: readonly string[],
  at: number,
): Set<number> {
  const reached = new Set<number>();
  const open = [...from];
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    if (reached.has(index)) continue;
    reached.add(index);
    const step = program[index];
    if (step?.kind === 'split') open.push(step.next, step.other);
    if (step?.kind === 'assert' && step.holds(chars, at)) open.push(step.next);
  }
  return reached;
}
