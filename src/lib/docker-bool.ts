const FALSE = new Set(['', '0', 'no', 'false', 'none']);

/** Docker's reading of a boolean query parameter. moby: daemon/server/httputils/form.go BoolValue */
export function dockerBool(text: string | undefined): boolean {
  return text !== undefined && !FALSE.has(text.trim().toLowerCase());
}
