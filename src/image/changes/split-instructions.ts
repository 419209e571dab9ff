/** One instruction of a Dockerfile: its name in upper case, its flags, and the rest of its line. */
export interface Instruction {
  readonly name: string;
  readonly flags: readonly string[];
  readonly rest: string;
}

/**
 * Splits text into instructions: comments and empty lines fall out, a trailing backslash continues the
 * line. Flags are the words that begin with `--` right after the name; a lone `--` ends them.
 */
export function splitInstructions(text: string): readonly Instruction[] {
  const instructions: Instruction[] = [];
  let pending = '';
  for (const line of text.split('\n')) {
    const trimmed = line.trim();
    if (trimmed.startsWith('#') || (trimmed === '' && pending !== '')) continue;
    const continued = /^(.*)\\[ \t]*$/s.exec(pending === '' ? line.trimStart() : line);
    if (continued !== null) {
      pending += continued[1] ?? '';
      continue;
    }
    add(instructions, pending + line);
    pending = '';
  }
  add(instructions, pending);
  return instructions;
}

function add(instructions: Instruction[], line: string): void {
  const text = line.trim();
  if (text !== '') instructions.push(parseLine(text));
}

function parseLine(line: string): Instruction {
  const [name = ''] = line.split(/\s/, 1);
  let rest = line.slice(name.length).trimStart();
  const flags: string[] = [];
  while (rest.startsWith('--')) {
    const [flag = ''] = rest.split(/\s/, 1);
    rest = rest.slice(flag.length).trimStart();
    if (flag === '--') break;
    flags.push(flag.slice(2));
  }
  return { name: name.toUpperCase(), flags, rest };
}
