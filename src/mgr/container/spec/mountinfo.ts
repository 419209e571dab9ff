/** What matters here of one line of /proc/self/mountinfo (proc(5)). */
export interface MountLine {
  readonly mountPoint: string;
  readonly isShared: boolean;
  readonly isSlave: boolean;
}

export function parseMountinfo(text: string): MountLine[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [fixed = ''] = line.split(' - ', 1);
      const [, , , , mountPoint = '', , ...optional] = fixed.split(' ');
      return {
        mountPoint: unescape(mountPoint),
        isShared: optional.some((word) => word.startsWith('shared:')),
        isSlave: optional.some((word) => word.startsWith('master:')),
      };
    });
}

/** Blanks and backslashes are written in octal. */
const unescape = (path: string): string =>
  path.replaceAll(/\\(\d{3})/g, (_, digits: string) => String.fromCharCode(parseInt(digits, 8)));

/** The mount a path lies on: the longest mount point above it, the last of equal ones. */
export function mountHolding(path: string, lines: readonly MountLine[]): MountLine | undefined {
  let best: MountLine | undefined;
  for (const line of lines) {
    const { mountPoint } = line;
    const isAbove = mountPoint === '/' || path === mountPoint || path.startsWith(`${mountPoint}/`);
    if (isAbove && mountPoint.length >= (best?.mountPoint.length ?? 0)) best = line;
  }
  return best;
}
