const UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB'];

/** `1.23MB`: three digits, decimal units. go-units HumanSizeWithPrecision(3) */
export function humanSize(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  // Go's %.3g drops zeros at the end.
  return `${Number(value.toPrecision(3))}${UNITS[unit] ?? ''}`;
}

/** Cut with an ellipsis. docker's formatter.Ellipsis */
export function ellipsis(text: string, width: number): string {
  const letters = Array.from(text);
  return letters.length <= width ? text : `${letters.slice(0, width - 1).join('')}…`;
}

/** The first 12 digits of an id, without its algorithm. */
export const shortId = (id: string): string => id.replace(/^sha256:/, '').slice(0, 12);
