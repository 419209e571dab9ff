import { COMMANDS } from './flags.ts';
import type { Option } from './option.ts';
import { OPTION_LIST } from './schema.ts';

interface Line {
  readonly flag: string;
  readonly left: string;
  readonly help: string;
}

const COLUMN = 38;

/** What `joeyd --help` prints, out of the table of options. */
export function helpText(): string {
  const settings = OPTION_LIST.map(([, option]): Line => ({
    flag: option.flag,
    left: left(option.flag, option.short ?? '', option.kind.hint),
    help: option.help + fallbackText(option),
  }));
  const commands = COMMANDS.map(({ flag, short, hint, help }): Line => ({
    flag,
    left: left(flag, short, hint),
    help,
  }));
  const lines = [...settings, ...commands]
    .sort((one, other) => (one.flag < other.flag ? -1 : 1))
    .map(({ left: start, help }) =>
      start.length < COLUMN
        ? `${start.padEnd(COLUMN)}${help}`
        : `${start}\n${' '.repeat(COLUMN)}${help}`,
    );
  return `\nUsage:  joeyd [OPTIONS]\n\nA container engine that speaks Docker's API.\n\nOptions:\n${lines.join('\n')}\n`;
}

function left(flag: string, short: string, hint: string): string {
  const start = short === '' ? '      ' : `  -${short}, `;
  return `${start}--${flag}${hint === '' ? '' : ` ${hint}`}`;
}

function fallbackText({ fallback, help }: Option<unknown>): string {
  if (help.includes('(default') || help.includes('by default')) return '';
  if (typeof fallback === 'string' && fallback !== '') return ` (default "${fallback}")`;
  if (typeof fallback === 'number' && fallback !== 0) return ` (default ${fallback})`;
  if (fallback === true) return ' (default true)';
  if (Array.isArray(fallback) && fallback.length > 0) return ` (default ${fallback.join(', ')})`;
  return '';
}
