/** What a registry wants to see: one challenge of `WWW-Authenticate`. RFC 9110, 11.6.1 */
export interface Challenge {
  /** Lower-case. */
  readonly scheme: string;
  readonly parameters: ReadonlyMap<string, string>;
}

const TOKEN = /[!#$%&'*+.^_`|~0-9A-Za-z-]+/y;
const MAX_LENGTH = 8192;
const MAX_CHALLENGES = 16;

/** Reads the challenges as far as they are well-formed. Linear in the header's length. */
export function parseChallenges(
  header: string | readonly string[] | undefined,
): readonly Challenge[] {
  const lines = header === undefined ? [] : typeof header === 'string' ? [header] : header;
  return lines.flatMap((line) => parseLine(line.slice(0, MAX_LENGTH))).slice(0, MAX_CHALLENGES);
}

interface Cursor {
  readonly text: string;
  at: number;
}

function parseLine(text: string): Challenge[] {
  const cursor = { text, at: 0 };
  const challenges: { scheme: string; parameters: Map<string, string> }[] = [];
  for (;;) {
    skip(cursor, ' \t,');
    const name = token(cursor);
    if (name === undefined) return challenges;
    const value = parameterValue(cursor);
    const current = challenges.at(-1);
    if (value === undefined) challenges.push({ scheme: name.toLowerCase(), parameters: new Map() });
    else if (current !== undefined) current.parameters.set(name.toLowerCase(), value);
  }
}

function skip(cursor: Cursor, characters: string): void {
  while (cursor.at < cursor.text.length && characters.includes(cursor.text.charAt(cursor.at))) {
    cursor.at += 1;
  }
}

function token(cursor: Cursor): string | undefined {
  TOKEN.lastIndex = cursor.at;
  const [found] = TOKEN.exec(cursor.text) ?? [];
  cursor.at += found?.length ?? 0;
  return found;
}

/** What follows `=`; undefined where the token before was a scheme. */
function parameterValue(cursor: Cursor): string | undefined {
  const before = cursor.at;
  skip(cursor, ' \t');
  if (cursor.text[cursor.at] !== '=') {
    cursor.at = before;
    return undefined;
  }
  cursor.at += 1;
  skip(cursor, ' \t');
  return cursor.text[cursor.at] === '"' ? quoted(cursor) : (token(cursor) ?? '');
}

function quoted(cursor: Cursor): string {
  let value = '';
  for (cursor.at += 1; cursor.at < cursor.text.length; cursor.at += 1) {
    const character = cursor.text.charAt(cursor.at);
    if (character === '"') break;
    if (character === '\\') cursor.at += 1;
    value += cursor.text.charAt(cursor.at);
  }
  cursor.at += 1;
  return value;
}
