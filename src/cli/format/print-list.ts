import type { Context } from '../program/context.ts';
import { compileTemplate } from '../template/template.ts';
import { toTable } from './table.ts';

/** How one kind of object is listed: its columns by the name that `--format` knows them by. */
export interface Listing {
  /** Column → title in the table's head. */
  readonly titles: Readonly<Record<string, string>>;
  /** The template of the usual table, after `table`. */
  readonly usual: string;
  /** The column that `--quiet` prints. */
  readonly quiet: string;
}

/** A line's values by column; what `{{json .}}` prints. */
export type Row = Readonly<Record<string, string>>;

export interface ListOptions {
  readonly quiet?: boolean;
  /** `table TEMPLATE`, `json`, a template; undefined for the usual table. */
  readonly format?: string | undefined;
}

const TABLE = /^table(?:\s+([\s\S]*))?$/;

/** Prints rows as docker does for `--format` and `--quiet`. @throws TemplateError */
export function printList(
  context: Context,
  listing: Listing,
  rows: readonly Row[],
  { quiet = false, format = 'table' }: ListOptions,
): void {
  const [table, columns = listing.usual] = TABLE.exec(format) ?? [];
  if (table === undefined) printLines(context, rows, format === 'json' ? '{{json .}}' : format);
  else if (quiet) printLines(context, rows, `{{.${listing.quiet}}}`);
  else printTable(context, listing, rows, columns);
}

function printLines(context: Context, rows: readonly Row[], format: string): void {
  const template = compileTemplate(unescape(format));
  for (const row of rows) context.print(template(row));
}

/** The head is the template filled with titles. */
function printTable(
  context: Context,
  { titles }: Listing,
  rows: readonly Row[],
  columns: string,
): void {
  const template = compileTemplate(unescape(columns));
  const lines = [titles, ...rows].map((row) => template(row).split('\t'));
  context.stdout.write(toTable(lines));
}

/** A shell passes `\t` and `\n` as two characters. */
const unescape = (text: string): string => text.replaceAll('\\t', '\t').replaceAll('\\n', '\n');
