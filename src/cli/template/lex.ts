import { TemplateError } from './template-error.ts';

export type Token =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'open' | 'close' }
  | { readonly kind: 'variable' | 'word' | 'symbol'; readonly text: string }
  /** Attached: with no blank before, it goes on from what stands there. */
  | { readonly kind: 'field'; readonly text: string; readonly isAttached: boolean }
  | { readonly kind: 'literal'; readonly value: string | number };

const ACTION = /\{\{(- )?([\s\S]*?)( -)?\}\}/y;
const COMMENT = /^\s*\/\*[\s\S]*\*\/\s*$/;

/** Go's text/template, cut into tokens: text outside of `{{ }}`, and what is inside of each. @throws TemplateError */
export function lex(source: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  let trimNext = false;
  for (;;) {
    const open = source.indexOf('{{', at);
    const text = source.slice(at, open === -1 ? undefined : open);
    const action = open === -1 ? undefined : actionAt(source, open);
    pushText(tokens, text, { start: trimNext, end: action?.trimsBefore ?? false });
    if (action === undefined) return tokens;
    if (!COMMENT.test(action.body)) {
      tokens.push({ kind: 'open' }, ...lexAction(action.body), { kind: 'close' });
    }
    trimNext = action.trimsAfter;
    at = action.end;
  }
}

function pushText(
  tokens: Token[],
  text: string,
  trim: { readonly start: boolean; readonly end: boolean },
): void {
  const started = trim.start ? text.trimStart() : text;
  const kept = trim.end ? started.trimEnd() : started;
  if (kept !== '') tokens.push({ kind: 'text', text: kept });
}

function actionAt(source: string, open: number) {
  ACTION.lastIndex = open;
  const match = ACTION.exec(source);
  if (match === null) throw new TemplateError('unclosed action');
  return {
    body: match[2] ?? '',
    trimsBefore: match[1] !== undefined,
    trimsAfter: match[3] !== undefined,
    end: ACTION.lastIndex,
  };
}

const PIECE =
  /(?<blank>\s*)(?:(?<quoted>"(?:[^"\\]|\\.)*")|(?<raw>`[^`]*`)|(?<number>-?\d+(?:\.\d+)?)|(?<field>\.[\p{L}_][\p{L}\p{N}_]*)|(?<variable>\$[\p{L}\p{N}_]*)|(?<word>[\p{L}_][\p{L}\p{N}_]*)|(?<symbol>:=|[.|(),=]))/uy;

function lexAction(body: string): Token[] {
  const tokens: Token[] = [];
  PIECE.lastIndex = 0;
  while (PIECE.lastIndex < body.trimEnd().length) {
    const at = PIECE.lastIndex;
    const groups = PIECE.exec(body)?.groups;
    if (groups === undefined) throw unexpected(body.slice(at).trimStart());
    tokens.push(toToken(groups));
  }
  return tokens;
}

function unexpected(rest: string): TemplateError {
  if (rest.startsWith('"') || rest.startsWith('`'))
    return new TemplateError('unterminated quoted string');
  return new TemplateError(`unexpected ${JSON.stringify(rest.slice(0, 1))} in operand`);
}

function toToken(groups: Readonly<Record<string, string | undefined>>): Token {
  const { blank, quoted, raw, number, field, variable, word, symbol } = groups;
  if (quoted !== undefined) return { kind: 'literal', value: unquote(quoted) };
  if (raw !== undefined) return { kind: 'literal', value: raw.slice(1, -1) };
  if (number !== undefined) return { kind: 'literal', value: Number(number) };
  if (field !== undefined) {
    return { kind: 'field', text: field.slice(1), isAttached: blank === '' };
  }
  if (variable !== undefined) return { kind: 'variable', text: variable };
  if (word !== undefined) return { kind: 'word', text: word };
  return { kind: 'symbol', text: symbol ?? '' };
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '"': '"',
  '\\': '\\',
};

const unquote = (quoted: string): string =>
  quoted.slice(1, -1).replaceAll(/\\(.)/gs, (_whole, letter: string) => ESCAPES[letter] ?? letter);
