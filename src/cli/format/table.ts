const GAP = 3;

/** Rows as columns, left-aligned with three blanks between, as docker's tables. PURE. */
export function toTable(rows: readonly (readonly string[])[]): string {
  const widths = rows.reduce<number[]>(
    (known, row) => row.map((cell, index) => Math.max(known[index] ?? 0, width(cell))),
    [],
  );
  return rows
    .map((row) =>
      row
        .map((cell, index) =>
          index === row.length - 1
            ? cell
            : cell + ' '.repeat((widths[index] ?? 0) - width(cell) + GAP),
        )
        .join(''),
    )
    .map((line) => `${line}\n`)
    .join('');
}

/** Characters, not code units. */
const width = (cell: string): number => Array.from(cell).length;
