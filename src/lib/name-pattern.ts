/** Whether one of the patterns is the text, or is found anywhere in it; as Go's regular expressions. */
export const matchesAnyName = (text: string, patterns: readonly string[]): boolean =>
  patterns.some((pattern) => text === pattern || isMatch(text, pattern));

/** What is no pattern matches nothing. */
function isMatch(text: string, pattern: string): boolean {
  if (/^[\w-]*$/.test(pattern)) return text.includes(pattern);
  try {
    return new RegExp(pattern).test(text);
  } catch {
    return false;
  }
}
