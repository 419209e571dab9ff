import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The program of a configured runtime. A shim calls it without further arguments, so `runtimeArgs` need a
 * wrapper of their own, as dockerd writes one.
 */
export function runtimeProgram(
  execRoot: string,
  name: string,
  runtime: { readonly path: string; readonly runtimeArgs: readonly string[] },
): string {
  if (runtime.runtimeArgs.length === 0) return runtime.path;
  const directory = join(execRoot, 'runtimes');
  const wrapper = join(directory, encodeURIComponent(name));
  const words = [runtime.path, ...runtime.runtimeArgs].map(quote).join(' ');
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  writeFileSync(wrapper, `#!/bin/sh\nexec ${words} "$@"\n`, { mode: 0o700 });
  return wrapper;
}

const quote = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`;
