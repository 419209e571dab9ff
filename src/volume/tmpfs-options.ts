import { invalidArgument } from '../lib/errors.ts';

/** Flags that exclude each other: the later one wins. */
const FLAG_GROUP: ReadonlyMap<string, string> = new Map(
  [
    ['rw', 'ro'],
    ['suid', 'nosuid'],
    ['dev', 'nodev'],
    ['exec', 'noexec'],
    ['async', 'sync'],
    ['dirsync', 'nodirsync'],
    ['mand', 'nomand'],
    ['atime', 'noatime'],
    ['diratime', 'nodiratime'],
    ['relatime', 'norelatime'],
    ['strictatime', 'nostrictatime'],
    ['defaults'],
    ['bind', 'rbind'],
    ['private', 'rprivate', 'slave', 'rslave', 'shared', 'rshared', 'unbindable', 'runbindable'],
  ].flatMap((group) => group.map((flag) => [flag, group[0] ?? flag] as const)),
);

const DATA_KEYS: ReadonlySet<string> = new Set([
  'size',
  'mode',
  'uid',
  'gid',
  'nr_inodes',
  'nr_blocks',
  'mpol',
]);

const DEFAULTS = ['noexec', 'nosuid', 'nodev', 'rprivate'];

/**
 * Docker's defaults with what the user wrote (`size=64m,exec`) over them, each flag and key once.
 * moby: sys/mount MergeTmpfsOptions
 * @throws invalidArgument `invalid tmpfs option "x"`
 */
export function mergeTmpfsOptions(written: string): string[] {
  const words = [...DEFAULTS, ...(written === '' ? [] : written.split(','))];
  const merged = new Map<string, string>();
  for (const word of words) {
    const key = keyOf(word);
    merged.delete(key);
    merged.set(key, word);
  }
  return [...merged.values()].filter((word) => word !== 'defaults');
}

function keyOf(word: string): string {
  const group = FLAG_GROUP.get(word);
  if (group !== undefined) return group;
  const [key = '', value] = word.split('=', 2);
  if (value !== undefined && DATA_KEYS.has(key)) return key;
  throw invalidArgument(`invalid tmpfs option ${JSON.stringify(word)}`);
}

/** `SizeBytes` and `Mode` of a tmpfs mount as options. */
export function tmpfsWords(
  options: {
    readonly SizeBytes?: number | undefined;
    readonly Mode?: number | undefined;
    readonly Options?: readonly (readonly string[])[] | null | undefined;
  },
  readOnly: boolean,
): string {
  const words = readOnly ? ['ro'] : [];
  if (options.Mode) words.push(`mode=${options.Mode.toString(8)}`);
  if (options.SizeBytes) words.push(`size=${shortSize(options.SizeBytes)}`);
  for (const option of options.Options ?? []) words.push(optionWord(option));
  return words.join(',');
}

function shortSize(bytes: number): string {
  const units = [
    ['g', 1024 ** 3],
    ['m', 1024 ** 2],
    ['k', 1024],
  ] as const;
  const unit = units.find(([, size]) => bytes % size === 0);
  return unit === undefined ? String(bytes) : `${bytes / unit[1]}${unit[0]}`;
}

function optionWord(option: readonly string[]): string {
  if (option.length < 1 || option.length > 2) {
    throw invalidArgument('invalid option array length');
  }
  const [name = ''] = option;
  if (name !== 'exec' && name !== 'noexec') throw invalidArgument(`invalid option: ${name}`);
  return option.join('=');
}
