import { print } from './print.ts';

const VERB = /%(?<flags>[-0+]*)(?<width>\d*)(?:\.(?<precision>\d+))?(?<verb>[a-zA-Z%])/g;

/** The part of Go's `printf` that `--format` needs: %s %v %q %d %x %f %t with width, precision and `-0+`. */
export function sprintf(format: string, args: readonly unknown[]): string {
  let next = 0;
  return format.replaceAll(VERB, (...match) => {
    const {
      flags = '',
      width = '',
      precision,
      verb = '',
    } = match.at(-1) as Record<string, string | undefined>;
    if (verb === '%') return '%';
    if (next >= args.length) return `%!${verb}(MISSING)`;
    const shown = show(verb, args[next++], precision === undefined ? undefined : Number(precision));
    return pad(shown, Number(width), flags);
  });
}

function show(verb: string, value: unknown, precision: number | undefined): string {
  switch (verb) {
    case 'q':
      return JSON.stringify(print(value));
    case 'x':
      return typeof value === 'number'
        ? value.toString(16)
        : Buffer.from(print(value)).toString('hex');
    case 'f':
      return Number(value).toFixed(precision ?? 6);
    default:
      return precision === undefined || verb === 'd'
        ? print(value)
        : print(value).slice(0, precision);
  }
}

function pad(text: string, width: number, flags: string): string {
  if (flags.includes('-')) return text.padEnd(width);
  return text.padStart(width, flags.includes('0') ? '0' : ' ');
}
