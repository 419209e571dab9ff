import { invalidArgument } from '../../lib/errors.ts';

export type Variables = ReadonlyMap<string, string>;

/** One or more words of a Dockerfile with quotes taken off and variables put in. */
export function expandWord(text: string, variables: Variables): string {
  return new Expansion(text, variables).run().join(' ');
}

/** The same where unquoted blanks separate words; words that expand to nothing fall out. */
export function expandWords(text: string, variables: Variables): string[] {
  const words = text.split(/\s+/).filter((word) => word !== '');
  return words.map((word) => expandWord(word, variables)).filter((word) => word !== '');
}

/** Docker's small shell language: quotes, backslash, `$a`, `${a}`, `${a:-b}`, `${a:+b}`. */
class Expansion {
  readonly #text: string;
  readonly #variables: Variables;
  #at = 0;
  #out = '';

  constructor(text: string, variables: Variables) {
    this.#text = text;
    this.#variables = variables;
  }

  run(): string[] {
    while (this.#at < this.#text.length) this.#step();
    return [this.#out];
  }

  #step(): void {
    const char = this.#text[this.#at] ?? '';
    if (char === "'") this.#singleQuoted();
    else if (char === '"') this.#doubleQuoted();
    else if (char === '$') this.#out += this.#variable();
    else if (char === '\\') this.#escaped();
    else this.#take(1);
  }

  #take(count: number): void {
    this.#out += this.#text.slice(this.#at, this.#at + count);
    this.#at += count;
  }

  #escaped(): void {
    this.#at += 1;
    if (this.#at < this.#text.length) this.#take(1);
  }

  #singleQuoted(): void {
    const end = this.#text.indexOf("'", this.#at + 1);
    if (end === -1) throw this.#unclosed('single-quote');
    this.#out += this.#text.slice(this.#at + 1, end);
    this.#at = end + 1;
  }

  #doubleQuoted(): void {
    this.#at += 1;
    for (;;) {
      const char = this.#text[this.#at];
      if (char === undefined) throw this.#unclosed('double-quote');
      if (char === '"') {
        this.#at += 1;
        return;
      }
      if (char === '$') this.#out += this.#variable();
      else if (char === '\\' && /["$\\]/.test(this.#text[this.#at + 1] ?? '')) this.#escaped();
      else this.#take(1);
    }
  }

  #variable(): string {
    const rest = this.#text.slice(this.#at + 1);
    if (rest.startsWith('{')) return this.#braced(rest);
    const name = /^(?:[A-Za-z_]\w*|[@*#?!$0-9-])/.exec(rest)?.[0];
    this.#at += 1 + (name?.length ?? 0);
    return name === undefined ? '$' : (this.#variables.get(name) ?? '');
  }

  #braced(rest: string): string {
    const match = /^\{([A-Za-z_]\w*)(?::([-+?])([^}]*))?\}/.exec(rest);
    if (match === null) throw this.#failed("syntax error: missing '}' or bad substitution");
    this.#at += 1 + match[0].length;
    const [, name = '', modifier, word = ''] = match;
    return this.#substitute(name, modifier, word);
  }

  #substitute(name: string, modifier: string | undefined, word: string): string {
    const value = this.#variables.get(name) ?? '';
    if (modifier === '+') return value === '' ? '' : expandWord(word, this.#variables);
    if (value !== '' || modifier === undefined) return value;
    if (modifier === '-') return expandWord(word, this.#variables);
    throw this.#failed(`${name}: ${word}`);
  }

  #unclosed(quote: string): Error {
    return this.#failed(`unexpected end of statement while looking for matching ${quote}`);
  }

  #failed(reason: string): Error {
    return invalidArgument(`failed to process ${JSON.stringify(this.#text)}: ${reason}`);
  }
}
