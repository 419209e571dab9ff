import { lex, type Token } from './lex.ts';
import { TemplateError } from './template-error.ts';

export type Node =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'print'; readonly pipe: Pipe }
  | { readonly kind: 'assign'; readonly variable: string; readonly pipe: Pipe }
  | {
      readonly kind: 'if' | 'with';
      readonly pipe: Pipe;
      readonly then: Block;
      readonly otherwise: Block;
    }
  | {
      readonly kind: 'range';
      /** Names of the index and the element; the last one alone is the element. */
      readonly variables: readonly string[];
      readonly pipe: Pipe;
      readonly then: Block;
      readonly otherwise: Block;
    };

export type Block = readonly Node[];

/** Commands; each gets the value of the one before as its last argument. */
export type Pipe = readonly (readonly Operand[])[];

export type Operand =
  | { readonly kind: 'literal'; readonly value: unknown }
  | { readonly kind: 'function'; readonly name: string }
  | {
      readonly kind: 'path';
      /** `.`, a variable's name, or what is computed. */
      readonly from: Operand | string;
      readonly fields: readonly string[];
    }
  | { readonly kind: 'pipe'; readonly pipe: Pipe };

/** @throws TemplateError */
export function parse(source: string): Block {
  const parser = new Parser(lex(source));
  const { block, end } = parser.block();
  if (end !== undefined) throw new TemplateError(`unexpected {{${end}}}`);
  return block;
}

const KEYWORDS: ReadonlySet<string> = new Set(['if', 'with', 'range', 'else', 'end']);
const CONSTANTS: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['true', true],
  ['false', false],
  ['nil', null],
]);

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  /** Until the end, or an `end` or `else`, which is consumed with the beginning of its action. */
  block(): { readonly block: Block; readonly end?: 'end' | 'else' } {
    const block: Node[] = [];
    for (let token = this.#next(); token !== undefined; token = this.#next()) {
      if (token.kind === 'text') block.push(token);
      else {
        const word = this.#takeWord(KEYWORDS);
        if (word === 'end' || word === 'else') return { block, end: word };
        block.push(this.#action(word));
      }
    }
    return { block };
  }

  #action(word: string | undefined): Node {
    if (word === 'if' || word === 'with')
      return { kind: word, ...this.#branches(this.#closedPipe()) };
    if (word === 'range') {
      const variables = this.#declarations();
      return { kind: 'range', variables, ...this.#branches(this.#closedPipe()) };
    }
    const [variable] = this.#declarations();
    const pipe = this.#closedPipe();
    return variable === undefined ? { kind: 'print', pipe } : { kind: 'assign', variable, pipe };
  }

  #branches(pipe: Pipe): { readonly pipe: Pipe; readonly then: Block; readonly otherwise: Block } {
    const then = this.block();
    if (then.end === undefined) throw new TemplateError('unexpected EOF');
    if (then.end === 'end') {
      this.#close();
      return { pipe, then: then.block, otherwise: [] };
    }
    const chained = this.#takeWord(KEYWORDS);
    // `{{else if x}}` is an if within the else, with one end for both.
    if (chained !== undefined)
      return { pipe, then: then.block, otherwise: [this.#action(chained)] };
    this.#close();
    const otherwise = this.block();
    if (otherwise.end !== 'end') throw new TemplateError('unexpected EOF');
    this.#close();
    return { pipe, then: then.block, otherwise: otherwise.block };
  }

  /** `$a :=`, `$i, $e :=` or nothing. */
  #declarations(): string[] {
    const begin = this.#at;
    const names: string[] = [];
    for (;;) {
      const token = this.#next();
      if (token?.kind !== 'variable') break;
      names.push(token.text);
      const after = this.#next();
      if (isSymbol(after, ':=') || isSymbol(after, '=')) return names;
      if (!isSymbol(after, ',')) break;
    }
    this.#at = begin;
    return [];
  }

  #closedPipe(): Pipe {
    const pipe = this.#pipeline();
    this.#close();
    return pipe;
  }

  #pipeline(): Pipe {
    const commands: (readonly Operand[])[] = [];
    do commands.push(this.#command());
    while (this.#takeSymbol('|'));
    return commands;
  }

  #command(): readonly Operand[] {
    const operands: Operand[] = [];
    for (let operand = this.#operand(); operand !== undefined; operand = this.#operand()) {
      operands.push(operand);
    }
    if (operands.length === 0) throw new TemplateError('missing value for command');
    return operands;
  }

  #operand(): Operand | undefined {
    const token = this.#tokens[this.#at];
    if (token === undefined) return undefined;
    const primary = this.#primary(token);
    if (primary === undefined) return undefined;
    const fields = this.#fields();
    if (fields.length === 0) return primary;
    if (primary.kind === 'path') return { ...primary, fields: [...primary.fields, ...fields] };
    return { kind: 'path', from: primary, fields };
  }

  #primary(token: Token): Operand | undefined {
    this.#at += 1;
    if (token.kind === 'literal') return token;
    if (token.kind === 'field') return { kind: 'path', from: '.', fields: [token.text] };
    if (token.kind === 'variable') return { kind: 'path', from: token.text, fields: [] };
    if (token.kind === 'word') return wordOperand(token.text);
    if (isSymbol(token, '.')) return { kind: 'path', from: '.', fields: [] };
    if (isSymbol(token, '(')) {
      const pipe = this.#pipeline();
      if (!this.#takeSymbol(')')) throw new TemplateError('unclosed left paren');
      return { kind: 'pipe', pipe };
    }
    this.#at -= 1;
    return undefined;
  }

  #fields(): string[] {
    const fields: string[] = [];
    for (
      let token = this.#tokens[this.#at];
      token?.kind === 'field';
      token = this.#tokens[this.#at]
    ) {
      // A blank before it begins the next argument; only `)` and names may be followed directly.
      if (!isContinuation(this.#tokens, this.#at)) break;
      fields.push(token.text);
      this.#at += 1;
    }
    return fields;
  }

  #close(): void {
    const token = this.#next();
    if (token?.kind !== 'close')
      throw new TemplateError(`unexpected ${describe(token)} in command`);
  }

  #next(): Token | undefined {
    const token = this.#tokens[this.#at];
    this.#at += 1;
    return token;
  }

  #takeSymbol(text: string): boolean {
    if (!isSymbol(this.#tokens[this.#at], text)) return false;
    this.#at += 1;
    return true;
  }

  #takeWord(words: ReadonlySet<string>): string | undefined {
    const token = this.#tokens[this.#at];
    if (token?.kind !== 'word' || !words.has(token.text)) return undefined;
    this.#at += 1;
    return token.text;
  }
}

const isSymbol = (token: Token | undefined, text: string): boolean =>
  token?.kind === 'symbol' && token.text === text;

const wordOperand = (name: string): Operand =>
  CONSTANTS.has(name)
    ? { kind: 'literal', value: CONSTANTS.get(name) }
    : { kind: 'function', name };

function isContinuation(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  return token?.kind === 'field' && token.isAttached;
}

const describe = (token: Token | undefined): string =>
  token !== undefined && 'text' in token ? JSON.stringify(token.text) : 'end';
