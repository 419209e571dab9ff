import { CommandError } from '../program/command-error.ts';

/** `--filter key=value` … → the query's JSON; empty for none. @throws CommandError in docker's words */
export function filtersOf(given: readonly string[]): string {
  const filters: Record<string, string[]> = {};
  for (const filter of given) {
    const at = filter.indexOf('=');
    if (at === -1)
      throw new CommandError(
        `invalid argument "${filter}" for "-f, --filter" flag: bad format of filter (expected name=value)`,
        { exitCode: 125 },
      );
    const name = filter.slice(0, at).trim().toLowerCase();
    (filters[name] ??= []).push(filter.slice(at + 1).trim());
  }
  return given.length === 0 ? '' : JSON.stringify(filters);
}
