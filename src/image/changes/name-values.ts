import { invalidArgument } from '../../lib/errors.ts';

/**
 * The arguments of ENV and LABEL: `a=b "c d"=e`, or the older `name the rest of the line`.
 * @returns raw words, quotes still on
 * @throws invalidArgument with Docker's sentences
 */
export function parseNameValues(
  instruction: string,
  rest: string,
): readonly (readonly [name: string, value: string])[] {
  const words = splitWords(rest);
  const [first = ''] = words;
  if (!first.includes('=')) {
    const match = /^(\S+)\s+(.+)$/s.exec(rest.trim());
    if (match === null) throw invalidArgument(`${instruction} must have two arguments`);
    return [[match[1] ?? '', match[2] ?? '']];
  }
  return words.map((word) => {
    const equals = word.indexOf('=');
    if (equals === -1) {
      throw invalidArgument(
        `Syntax error - can't find = in ${JSON.stringify(word)}. Must be of the form: name=value`,
      );
    }
    return [word.slice(0, equals), word.slice(equals + 1)];
  });
}

/** Blanks separate words unless they are quoted or escaped. */
function splitWords(text: string): string[] {
  const words: string[] = [];
  const word = /(?:\\.|'[^']*(?:'|$)|"(?:\\.|[^"\\])*(?:"|$)|[^\s'"\\]|\\$)+/gsy;
  let at = 0;
  for (;;) {
    while (/\s/.test(text[at] ?? '')) at += 1;
    if (at >= text.length) return words;
    word.lastIndex = at;
    const match = word.exec(text);
    if (match === null) return words;
    words.push(match[0]);
    at = word.lastIndex;
  }
}
