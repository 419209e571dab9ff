import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

/** Debian's golang-github-containerd-containerd-dev. */
const THEIRS = '/usr/share/gocode/src/github.com/containerd/containerd';
const OURS = fileURLToPath(new URL('../../../api/containerd', import.meta.url));

/** Every field, enum value and method by its full name: `package.Message.field` → `repeated type = number`. */
async function factsBelow(dir: string): Promise<Map<string, string>> {
  const facts = new Map<string, string>();
  for (const entry of await readdir(dir, { recursive: true, withFileTypes: true })) {
    if (!entry.name.endsWith('.proto')) continue;
    const text = await readFile(join(entry.parentPath, entry.name), 'utf8');
    for (const [name, fact] of factsOf(text)) facts.set(name, fact);
  }
  return facts;
}

/** A line parser of the part of proto3 in which both sides are written. */
function* factsOf(text: string): Iterable<[string, string]> {
  const packageName = /^package ([\w.]+);/m.exec(text)?.[1] ?? '';
  const scope: string[] = [];
  for (const raw of text.replaceAll(/\/\*[\s\S]*?\*\//g, '').split('\n')) {
    const line = raw.replace(/\/\/.*$/, '').trim();
    const fact = factOf(line);
    if (fact !== undefined) yield [[packageName, ...scope, fact.name].join('.'), fact.says];
    if (line.endsWith('{')) scope.push(fact?.name ?? '(option)');
    else if (line.startsWith('}')) scope.pop();
  }
}

function factOf(line: string): { name: string; says: string } | undefined {
  if (line.startsWith('option')) return undefined;
  for (const [shape, read] of SHAPES) {
    const [, one, two, three] = shape.exec(line) ?? [];
    if (one !== undefined) return read(one, two ?? '', three ?? '');
  }
  return undefined;
}

type Read = (one: string, two: string, three: string) => { name: string; says: string };
const SHAPES: readonly (readonly [RegExp, Read])[] = [
  [/^(message|enum|service) (\w+)\s*\{/, (kind, name) => ({ name, says: kind })],
  [
    /^rpc (\w+)\s*\((.*?)\)\s*returns\s*\((.*?)\)/,
    (name, from, to) => ({ name, says: `(${from}) → (${to})` }),
  ],
  [/^(\w+)\s*=\s*(\d+)/, (name, number) => ({ name, says: number })],
  [
    /^([\w.]+(?:<.*?>)?(?: [\w.]+)?)\s+(\w+)\s*=\s*(\d+)/,
    (type, name, number) => ({ name, says: `${typeOf(type)} = ${number}` }),
  ],
];

/** Types are written relative to the package, differently on both sides: their last part must agree. */
const typeOf = (type: string): string => type.replaceAll(' ', '').replaceAll(/(\w+\.)+/g, '');

test(
  'names, numbers and types of our protocol files are containerd’s',
  { skip: !existsSync(join(THEIRS, 'api')) && 'containerd’s protocol files are not installed' },
  async () => {
    const ours = await factsBelow(OURS);
    const theirs = new Map([
      ...(await factsBelow(join(THEIRS, 'api'))),
      ...(await factsBelow(join(THEIRS, 'runtime/v2/runc/options'))),
    ]);
    // google.rpc is gRPC's own and not in the package.
    const wrong = [...ours]
      .filter(([name, fact]) => !name.startsWith('google.rpc.') && theirs.get(name) !== fact)
      .map(([name, fact]) => `${name}: ours ${fact}, theirs ${theirs.get(name) ?? 'missing'}`);
    assert.deepEqual(wrong, []);
    assert.ok(ours.size > 250, `only ${ours.size} facts were read`);
  },
);
