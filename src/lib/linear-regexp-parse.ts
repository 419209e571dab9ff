/** Whether something holds between two characters: before the one at `at`. */
export type Assertion = (chars: readonly string[], at: number) => boolean;

export type Node =
  | { readonly kind: 'char'; readonly accepts: (char: string) => boolean }
  | { readonly kind: 'assert'; readonly holds: Assertion }
  | { readonly kind: 'sequence'; readonly items: readonly Node[] }
  | { readonly kind: 'choice'; readonly options: readonly Node[] }
  | {
      readonly kind: 'repeat';
      readonly item: Node;
      readonly min: number;
      /** Infinity for no bound. */
      readonly max: number;
    };

const MAX_PATTERN = 1000;
const MAX_DEPTH = 50;
/** Go's own bound on `{n,m}`. */
const MAX_COUNT = 1000;

/** Reads Go's syntax without the rarities (named classes, Unicode properties). @returns undefined when malformed */
export function parsePattern(pattern: string): Node | undefined {
  if (pattern.length > MAX_PATTERN) return undefined;
  const ignoreCase = pattern.startsWith('(?i)');
  const reader = new Reader(ignoreCase ? pattern.slice(4) : pattern, ignoreCase);
  try {
    return reader.whole();
  } catch (err) {
    if (err instanceof Malformed) return undefined;
    throw err;
  }
}

class Malformed extends SyntaxError {}

type Accepts = (char: string) => boolean;

const isWord: Accepts = (char) => /^[0-9A-Za-z_]$/.test(char);
const not =
  (accepts: Accepts): Accepts =>
  (char) =>
    !accepts(char);

const CLASSES: Readonly<Record<string, Accepts>> = {
  d: (char) => /^\d$/.test(char),
  w: isWord,
  s: (char) => /^[\t\n\f\r ]$/.test(char),
  D: not((char) => /^\d$/.test(char)),
  W: not(isWord),
  S: not((char) => /^[\t\n\f\r ]$/.test(char)),
};

const CONTROLS: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  f: '\f',
  v: '\v',
  a: '\x07',
};

const isBoundary: Assertion = (chars, at) =>
  isWord(chars[at - 1] ?? '') !== isWord(chars[at] ?? '');

const ASSERTIONS: Readonly<Record<string, Assertion>> = {
  '^': (_chars, at) => at === 0,
  $: (chars, at) => at === chars.length,
  b: isBoundary,
  B: (chars, at) => !isBoundary(chars, at),
  A: (_chars, at) => at === 0,
  z: (chars, at) => at === chars.length,
};

class Reader {
  readonly #chars: readonly string[];
  readonly #ignoreCase: boolean;
  #at = 0;
  #depth = 0;

  constructor(pattern: string, ignoreCase: boolean) {
    this.#chars = Array.from(pattern);
    this.#ignoreCase = ignoreCase;
  }

  whole(): Node {
    const node = this.#choice();
    if (this.#at < this.#chars.length) throw new Malformed();
    return node;
  }

  #peek(): string | undefined {
    return this.#chars[this.#at];
  }

  #take(): string {
    const char = this.#chars[this.#at];
    if (char === undefined) throw new Malformed();
    this.#at += 1;
    return char;
  }

  #skip(char: string): boolean {
    if (this.#peek() !== char) return false;
    this.#at += 1;
    return true;
  }

  #choice(): Node {
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) throw new Malformed();
    const options = [this.#sequence()];
    while (this.#skip('|')) options.push(this.#sequence());
    this.#depth -= 1;
    return { kind: 'choice', options };
  }

  #sequence(): Node {
    const items: Node[] = [];
    for (let next = this.#peek(); next !== undefined && !'|)'.includes(next); next = this.#peek()) {
      items.push(this.#repeated());
    }
    return { kind: 'sequence', items };
  }

  #repeated(): Node {
    const item = this.#atom();
    const bounds = this.#bounds();
    if (bounds === undefined) return item;
    this.#skip('?'); // Lazy or greedy makes no difference to whether it matches.
    if (this.#bounds() !== undefined) throw new Malformed();
    return { kind: 'repeat', item, ...bounds };
  }

  #bounds(): { min: number; max: number } | undefined {
    if (this.#skip('*')) return { min: 0, max: Infinity };
    if (this.#skip('+')) return { min: 1, max: Infinity };
    if (this.#skip('?')) return { min: 0, max: 1 };
    const counted = /^\{(\d{1,4})(,(\d{1,4})?)?\}/.exec(this.#chars.slice(this.#at).join(''));
    if (counted === null) return undefined;
    this.#at += counted[0].length;
    const min = Number(counted[1]);
    const max = counted[2] === undefined ? min : Number(counted[3] ?? Infinity);
    if (max < min || Math.max(min, max === Infinity ? 0 : max) > MAX_COUNT) throw new Malformed();
    return { min, max };
  }

  #atom(): Node {
    const char = this.#take();
    const assertion = char === '^' || char === '$' ? ASSERTIONS[char] : undefined;
    if (assertion !== undefined) return { kind: 'assert', holds: assertion };
    if (char === '(') return this.#group();
    if (char === '[') return { kind: 'char', accepts: this.#folded(this.#set()) };
    if (char === '\\') return this.#escape();
    if (char === '.') return { kind: 'char', accepts: (other) => other !== '\n' };
    if ('*+?'.includes(char)) throw new Malformed();
    return this.#literal(char);
  }

  #group(): Node {
    if (this.#skip('?') && !this.#groupFlag()) throw new Malformed();
    const node = this.#choice();
    if (!this.#skip(')')) throw new Malformed();
    return node;
  }

  /** `(?:`, `(?P<name>` and `(?<name>` group only; flags inside are not read. */
  #groupFlag(): boolean {
    if (this.#skip(':')) return true;
    this.#skip('P');
    const name = /^<\w+>/.exec(this.#chars.slice(this.#at).join(''));
    this.#at += name?.[0].length ?? 0;
    return name !== null;
  }

  #escape(): Node {
    const char = this.#take();
    const assertion = Object.hasOwn(ASSERTIONS, char) ? ASSERTIONS[char] : undefined;
    if (assertion !== undefined && /\w/.test(char)) return { kind: 'assert', holds: assertion };
    const known = Object.hasOwn(CLASSES, char) ? CLASSES[char] : undefined;
    if (known !== undefined) return { kind: 'char', accepts: known };
    return this.#literal(escaped(char));
  }

  #literal(char: string): Node {
    return { kind: 'char', accepts: this.#folded((other) => other === char) };
  }

  #folded(accepts: Accepts): Accepts {
    if (!this.#ignoreCase) return accepts;
    return (char) => accepts(char.toLowerCase()) || accepts(char.toUpperCase());
  }

  #set(): Accepts {
    const negated = this.#skip('^');
    const parts: Accepts[] = [];
    do parts.push(this.#setPart());
    while (!this.#skip(']'));
    const accepts: Accepts = (char) => parts.some((part) => part(char));
    return negated ? not(accepts) : accepts;
  }

  #setPart(): Accepts {
    const first = this.#setChar();
    if (typeof first !== 'string') return first;
    const isRange = this.#peek() === '-' && this.#chars[this.#at + 1] !== ']';
    if (!isRange) return (char) => char === first;
    this.#take();
    const last = this.#setChar();
    if (typeof last !== 'string' || last < first) throw new Malformed();
    return (char) => char >= first && char <= last;
  }

  #setChar(): string | Accepts {
    const char = this.#take();
    if (char === '[' && this.#peek() === ':') throw new Malformed();
    if (char !== '\\') return char;
    const name = this.#take();
    const known = Object.hasOwn(CLASSES, name) ? CLASSES[name] : undefined;
    return known ?? escaped(name);
  }
}

/** A control character, or a sign that stands for itself; other letters have no meaning. */
function escaped(char: string): string {
  const control = Object.hasOwn(CONTROLS, char) ? CONTROLS[char] : undefined;
  if (control !== undefined) return control;
  if (/[0-9A-Za-z]/.test(char)) throw new Malformed();
  return char;
}
