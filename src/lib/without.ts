/** A copy of a document that lacks some members. */
export function without<T extends object, K extends keyof T>(
  document: T,
  ...members: readonly K[]
): Omit<T, K> {
  return Object.fromEntries(
    Object.entries(document).filter(([name]) => !members.includes(name as K)),
  ) as Omit<T, K>;
}
