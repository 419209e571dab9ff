import { FUNCTIONS } from './functions.ts';
import type { Block, Node, Operand, Pipe } from './parse.ts';
import { isTrue, print } from './print.ts';
import { TemplateError } from './template-error.ts';

interface Scope {
  readonly dot: unknown;
  readonly variables: Map<string, unknown>;
}

/** The text that a parsed template makes of a JSON value. @throws TemplateError */
export function evaluate(block: Block, data: unknown): string {
  return runBlock(block, { dot: data, variables: new Map([['$', data]]) });
}

/** Variables that a block declares end with it. */
const runBlock = (block: Block, { dot, variables }: Scope): string => {
  const scope = { dot, variables: new Map(variables) };
  return block.map((node) => runNode(node, scope)).join('');
};

function runNode(node: Node, scope: Scope): string {
  switch (node.kind) {
    case 'text':
      return node.text;
    case 'print':
      return print(runPipe(node.pipe, scope));
    case 'assign':
      scope.variables.set(node.variable, runPipe(node.pipe, scope));
      return '';
    case 'if':
      return runBlock(isTrue(runPipe(node.pipe, scope)) ? node.then : node.otherwise, scope);
    case 'with': {
      const dot = runPipe(node.pipe, scope);
      return isTrue(dot) ? runBlock(node.then, { ...scope, dot }) : runBlock(node.otherwise, scope);
    }
    case 'range':
      return runRange(node, scope);
  }
}

function runRange(node: Extract<Node, { kind: 'range' }>, scope: Scope): string {
  const entries = entriesOf(runPipe(node.pipe, scope));
  if (entries.length === 0) return runBlock(node.otherwise, scope);
  return entries
    .map(([key, dot]) => {
      const variables = new Map(scope.variables);
      const values = node.variables.length > 1 ? [key, dot] : [dot];
      node.variables.forEach((name, index) => variables.set(name, values[index]));
      return runBlock(node.then, { dot, variables });
    })
    .join('');
}

function entriesOf(value: unknown): (readonly [unknown, unknown])[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value.map((item, index) => [index, item] as const);
  if (typeof value === 'object') {
    return Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  }
  throw new TemplateError(`range can't iterate over ${print(value)}`);
}

function runPipe(pipe: Pipe, scope: Scope): unknown {
  let last: readonly unknown[] = [];
  for (const command of pipe) last = [runCommand(command, last, scope)];
  return last[0];
}

function runCommand(
  [first, ...rest]: readonly Operand[],
  piped: readonly unknown[],
  scope: Scope,
): unknown {
  if (first?.kind !== 'function') {
    if (rest.length > 0 || piped.length > 0)
      throw new TemplateError("can't give argument to non-function");
    return first === undefined ? undefined : runOperand(first, scope);
  }
  const call = FUNCTIONS.get(first.name);
  if (call === undefined) throw new TemplateError(`function "${first.name}" not defined`);
  return call(...rest.map((operand) => runOperand(operand, scope)), ...piped);
}

function runOperand(operand: Operand, scope: Scope): unknown {
  switch (operand.kind) {
    case 'literal':
      return operand.value;
    case 'function':
      return runCommand([operand], [], scope);
    case 'pipe':
      return runPipe(operand.pipe, scope);
    case 'path':
      return operand.fields.reduce(fieldOf, startOf(operand.from, scope));
  }
}

function startOf(from: Operand | string, scope: Scope): unknown {
  if (typeof from !== 'string') return runOperand(from, scope);
  if (from === '.') return scope.dot;
  if (!scope.variables.has(from)) throw new TemplateError(`undefined variable "${from}"`);
  return scope.variables.get(from);
}

function fieldOf(value: unknown, name: string): unknown {
  if (value === null || value === undefined) {
    throw new TemplateError(`nil data; no entry for key "${name}"`);
  }
  if (typeof value !== 'object' || Array.isArray(value)) {
    throw new TemplateError(`can't evaluate field ${name} in type ${typeof value}`);
  }
  if (!Object.hasOwn(value, name)) throw new TemplateError(`map has no entry for key "${name}"`);
  return (value as Readonly<Record<string, unknown>>)[name];
}
