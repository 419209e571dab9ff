import { type Document, type Route, routesOf } from './document.ts';

type Mark = 'no' | 'swarm' | undefined;

const WORDS = { yes: 'yes', no: 'no: 501', swarm: 'as outside a swarm' } as const;

/** The text of docs/compatibility.md; `markOf` says how an operation is served. */
export function compatibilityPage(document: Document, markOf: (id: string) => Mark): string {
  const routes = routesOf(document);
  const count = (mark: Mark): number =>
    routes.filter(({ operation }) => markOf(operation.operationId) === mark).length;
  const sections = document.tags.map(({ name, description }) => {
    const rows = routes.filter(({ operation }) => operation.tags[0] === name);
    return section(`## ${name}\n\n${description}`, rows, markOf);
  });
  return `<!-- Generated from api/swagger.yaml and the route table by \`npm run generate\`. Do not edit. -->

# Compatibility with Docker's API

The engine speaks API 1.24 to ${document.info.version}. Of its ${routes.length} operations it serves
${count(undefined)}; ${count('no')} are not served and answer 501 with a sentence; ${count('swarm')} belong to swarm mode and answer
as an engine that is in no swarm. Requests to an operation that are older than its first version are refused with 400.

${sections.join('\n\n')}
`;
}

function section(head: string, routes: readonly Route[], markOf: (id: string) => Mark): string {
  const rows = routes.map(({ path, method, operation }) => [
    `\`${method.toUpperCase()} ${path}\``,
    operation.summary.replace(/\.$/, ''),
    operation['x-min-version'] ?? '',
    WORDS[markOf(operation.operationId) ?? 'yes'],
  ]);
  return `${head}\n\n${table(['Request', 'What it does', 'Since', 'Served'], rows)}`;
}

/** A Markdown table with its columns aligned, as Prettier writes it. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((_, column) =>
    Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[], fill = ' '): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0, fill)).join(' | ')} |`;
  const rule = line(
    head.map(() => ''),
    '-',
  );
  return [line(head), rule, ...rows.map((row) => line(row))].join('\n');
}
