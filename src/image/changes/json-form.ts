import { invalidArgument } from '../../lib/errors.ts';

/**
 * Arguments written as a JSON array of strings (exec form).
 * @returns undefined when the text is anything else, which then is shell form
 * @throws invalidArgument when it is an array of other things
 */
export function parseJsonForm(text: string): string[] | undefined {
  const trimmed = text.trim();
  if (!trimmed.startsWith('[')) return undefined;
  const parsed = tryJson(trimmed);
  if (!Array.isArray(parsed)) return undefined;
  if (parsed.every((item) => typeof item === 'string')) return parsed;
  throw invalidArgument('when using JSON array syntax, arrays must be comprised of strings only');
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
