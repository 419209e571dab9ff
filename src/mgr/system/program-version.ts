import { run } from '../../lib/exec.ts';
import { findProgram } from './runtimes.ts';

export interface ProgramVersion {
  readonly version: string;
  readonly commit: string;
}

const UNKNOWN: ProgramVersion = { version: 'N/A', commit: 'N/A' };

/** Asks a program for its version once for as long as we run. */
export class ProgramVersions {
  readonly #known = new Map<string, Promise<ProgramVersion>>();

  /** Never fails: a program that is missing or says nothing useful has the version `N/A`, as in dockerd. */
  of(program: string): Promise<ProgramVersion> {
    const known = this.#known.get(program) ?? ask(program);
    this.#known.set(program, known);
    return known;
  }
}

async function ask(program: string): Promise<ProgramVersion> {
  const path = findProgram(program);
  if (path === undefined) return UNKNOWN;
  try {
    return parseVersion(await run(path, ['--version'], { timeoutMs: 5000 }));
  } catch {
    return UNKNOWN;
  }
}

/**
 * Reads what runc (`runc version 1.1.5`, `commit: …`), crun (`crun version 1.8`, `commit: …`) and
 * tini (`tini version 0.19.0 - git.de40ad0`) print.
 */
export function parseVersion(text: string): ProgramVersion {
  const version = /\bversion:? (\S+)/.exec(text)?.[1];
  if (version === undefined) return UNKNOWN;
  const commit = /^commit: *(\S+)/m.exec(text)?.[1] ?? /\bgit\.([0-9a-f]+)/.exec(text)?.[1] ?? '';
  return { version, commit };
}
