import { invalidArgument } from '../../lib/errors.ts';

type Step =
  { readonly kind: 'star' } | { readonly kind: 'one'; readonly accepts: (char: string) => boolean };

/**
 * Go's path.Match, which the `reference` filter uses: `*` and `?` stop at slashes, `[a-z]`, `[^a]`, `\` escapes.
 * Takes time proportional to pattern times text whatever the pattern.
 * @throws invalidArgument `syntax error in pattern`
 */
export function matchesPattern(pattern: string, text: string): boolean {
  const steps = parsePattern(pattern);
  let reached = new Set([0]);
  for (const char of text) reached = advance(steps, skipStars(steps, reached), char);
  return skipStars(steps, reached).has(steps.length);
}

function skipStars(steps: readonly Step[], reached: ReadonlySet<number>): Set<number> {
  const all = new Set(reached);
  for (const at of all) if (steps[at]?.kind === 'star') all.add(at + 1);
  return all;
}

function advance(steps: readonly Step[], reached: ReadonlySet<number>, char: string): Set<number> {
  const next = new Set<number>();
  for (const at of reached) {
    const step = steps[at];
    if (step?.kind === 'star' && char !== '/') next.add(at);
    else if (step?.kind === 'one' && step.accepts(char)) next.add(at + 1);
  }
  return next;
}

function parsePattern(pattern: string): readonly Step[] {
  const steps: Step[] = [];
  const chars = Array.from(pattern);
  for (let at = 0; at < chars.length; at += 1) {
    const char = chars[at] ?? '';
    if (char === '*') steps.push({ kind: 'star' });
    else if (char === '?') steps.push({ kind: 'one', accepts: (other) => other !== '/' });
    else if (char === '[') {
      const { accepts, end } = parseClass(chars, at + 1);
      steps.push({ kind: 'one', accepts });
      at = end;
    } else {
      if (char === '\\') at += 1;
      const literal = chars[at];
      if (literal === undefined) throw syntaxError();
      steps.push({ kind: 'one', accepts: (other) => other === literal });
    }
  }
  return steps;
}

function parseClass(
  chars: readonly string[],
  start: number,
): { accepts: (char: string) => boolean; end: number } {
  const negated = chars[start] === '^';
  const ranges: (readonly [string, string])[] = [];
  let at = negated ? start + 1 : start;
  while (chars[at] !== ']' || ranges.length === 0) {
    const low = readClassChar(chars, at);
    const isRange = chars[low.next] === '-';
    const high = isRange ? readClassChar(chars, low.next + 1) : low;
    ranges.push([low.char, high.char]);
    at = high.next;
  }
  const contains = (char: string): boolean => ranges.some(([a, b]) => a <= char && char <= b);
  return { accepts: (char) => char !== '/' && contains(char) !== negated, end: at };
}

function readClassChar(chars: readonly string[], at: number): { char: string; next: number } {
  const isEscaped = chars[at] === '\\';
  const index = isEscaped ? at + 1 : at;
  const char = chars[index];
  if (char === undefined || (!isEscaped && (char === '-' || char === ']'))) throw syntaxError();
  return { char, next: index + 1 };
}

const syntaxError = (): Error => invalidArgument('syntax error in pattern');
