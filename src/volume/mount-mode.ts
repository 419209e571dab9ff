/** The words of the third part of `-v src:dst:mode`, by what they decide; one word of a kind may appear. */
const KINDS: readonly ReadonlySet<string>[] = [
  new Set(['rw', 'ro']),
  new Set(['z', 'Z']),
  new Set(['private', 'rprivate', 'slave', 'rslave', 'shared', 'rshared']),
  new Set(['nocopy']),
  new Set(['consistent', 'cached', 'delegated', 'default']),
];

const PROPAGATIONS = KINDS[2] ?? new Set<string>();

export const isPropagation = (word: string): boolean => PROPAGATIONS.has(word);

export function isMountMode(mode: string): boolean {
  if (mode === '') return true;
  const words = mode.split(',');
  const kinds = words.map((word) => KINDS.findIndex((kind) => kind.has(word)));
  return !kinds.includes(-1) && new Set(kinds).size === kinds.length;
}

/** The propagation named in a mode, if any. */
export function propagationOf(mode: string): string | undefined {
  return mode.split(',').find(isPropagation);
}

export const isReadOnlyMode = (mode: string): boolean => mode.split(',').includes('ro');

/**
 * A container that sees our data must not keep our mounts alive: what we unmount has to vanish there
 * too. moby: daemon/mounts.go, validateBindDaemonRoot
 */
export function defaultPropagation(source: string, dataRoot: string): string {
  return isWithin(source, dataRoot) || isWithin(dataRoot, source) ? 'rslave' : 'rprivate';
}

export const isWithin = (path: string, directory: string): boolean =>
  directory === '/' || path === directory || path.startsWith(`${directory}/`);

export const isNoCopyMode = (mode: string): boolean => mode.split(',').includes('nocopy');
