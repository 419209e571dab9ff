const VALUES: ReadonlyMap<string, boolean> = new Map([
  ...['1', 't', 'T', 'true', 'TRUE', 'True'].map((text) => [text, true] as const),
  ...['0', 'f', 'F', 'false', 'FALSE', 'False'].map((text) => [text, false] as const),
]);

/** Go's strconv.ParseBool; undefined for what it refuses. */
export const parseGoBool = (text: string): boolean | undefined => VALUES.get(text);
