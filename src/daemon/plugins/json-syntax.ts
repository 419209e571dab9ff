/**
 * Why a text is not JSON, in the words of Go's encoding/json: people and tests know Docker's refusals by
 * them. Runs only after JSON.parse has refused, over a body whose size is limited.
 */

/** `trailing` when a whole value is followed by something else; `empty` when there is nothing at all. */
export type JsonFault = 'trailing' | 'empty' | { readonly sentence: string };

export function describeJsonFault(text: string): JsonFault {
  const scanner = new Scanner(text);
  try {
    if (scanner.peek() === undefined) return 'empty';
    scanner.document();
    return scanner.peek() === undefined ? { sentence: 'invalid value' } : 'trailing';
  } catch (err) {
    if (err instanceof Fault) return { sentence: err.message };
    throw err;
  }
}

class Fault extends Error {}

const LITERALS: Readonly<Record<string, string>> = { t: 'true', f: 'false', n: 'null' };
const ESCAPES = '"\\/bfnrt';

class Scanner {
  readonly #text: string;
  #at = 0;
  readonly #open: ('{' | '[')[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  peek(): string | undefined {
    while (' \t\r\n'.includes(this.#text[this.#at] ?? 'x')) this.#at += 1;
    return this.#text[this.#at];
  }

  /** One whole value. A loop, not a recursion: the text may be nested as deep as it is long. */
  document(): void {
    let expectsValue = true;
    while (expectsValue || this.#open.length > 0) {
      expectsValue = expectsValue ? this.#value() : this.#afterValue();
    }
  }

  /** @returns whether the next thing must be a value, i.e. a bracket was opened and not closed */
  #value(): boolean {
    const char = this.peek();
    if (char === '{' || char === '[') return this.#enter(char);
    if (char === '"') this.#string();
    else if (char !== undefined && /[-0-9]/.test(char)) this.#number();
    else this.#literal(char);
    return false;
  }

  #enter(bracket: '{' | '['): boolean {
    this.#open.push(bracket);
    this.#at += 1;
    if (this.peek() === (bracket === '{' ? '}' : ']')) return this.#leave();
    if (bracket === '{') this.#key();
    return true;
  }

  #leave(): false {
    this.#open.pop();
    this.#at += 1;
    return false;
  }

  #afterValue(): boolean {
    const inObject = this.#open.at(-1) === '{';
    const char = this.peek();
    if (char === (inObject ? '}' : ']')) return this.#leave();
    if (char !== ',') {
      this.#refuse(inObject ? 'after object key:value pair' : 'after array element');
    }
    this.#at += 1;
    if (inObject) this.#key();
    return true;
  }

  #key(): void {
    if (this.peek() !== '"') this.#refuse('looking for beginning of object key string');
    this.#string();
    if (this.peek() !== ':') this.#refuse('after object key');
    this.#at += 1;
  }

  #string(): void {
    this.#at += 1;
    for (;;) {
      const char = this.#text[this.#at];
      if (char === undefined || char < ' ') this.#refuse('in string literal');
      this.#at += 1;
      if (char === '"') return;
      if (char === '\\') this.#escape();
    }
  }

  #escape(): void {
    const char = this.#text[this.#at];
    if (char !== 'u' && !ESCAPES.includes(char ?? 'x')) this.#refuse('in string escape code');
    this.#at += 1;
    if (char !== 'u') return;
    for (let digits = 0; digits < 4; digits += 1) {
      if (!/[0-9a-fA-F]/.test(this.#text[this.#at] ?? '')) {
        this.#refuse('in \\u hexadecimal character escape');
      }
      this.#at += 1;
    }
  }

  #number(): void {
    if (this.#text[this.#at] === '-') this.#at += 1;
    if (this.#text[this.#at] === '0') this.#at += 1;
    else this.#digits('in numeric literal');
    if (this.#text[this.#at] === '.') {
      this.#at += 1;
      this.#digits('after decimal point in numeric literal');
    }
    if (/[eE]/.test(this.#text[this.#at] ?? '')) {
      this.#at += /[+-]/.test(this.#text[this.#at + 1] ?? '') ? 2 : 1;
      this.#digits('in exponent of numeric literal');
    }
  }

  #digits(context: string): void {
    const start = this.#at;
    while (/[0-9]/.test(this.#text[this.#at] ?? '')) this.#at += 1;
    if (this.#at === start) this.#refuse(context);
  }

  #literal(first: string | undefined): void {
    const word = first === undefined ? undefined : LITERALS[first];
    if (word === undefined) this.#refuse('looking for beginning of value');
    for (const letter of word) {
      if (this.#text[this.#at] !== letter) {
        this.#refuse(`in literal ${word} (expecting '${letter}')`);
      }
      this.#at += 1;
    }
  }

  #refuse(context: string): never {
    const char = this.#text[this.#at];
    if (char === undefined) throw new Fault('unexpected EOF');
    throw new Fault(`invalid character ${quote(char)} ${context}`);
  }
}

function quote(char: string): string {
  if (char === "'") return String.raw`'\''`;
  if (char === '"') return `'"'`;
  return `'${JSON.stringify(char).slice(1, -1)}'`;
}
