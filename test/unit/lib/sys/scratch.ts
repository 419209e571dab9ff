import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A directory of the test's own; gone with its scope. */
export class Scratch implements Disposable {
  readonly path = mkdtempSync(join(tmpdir(), 'joey-sys-'));

  at(...parts: string[]): string {
    return join(this.path, ...parts);
  }

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

export const asRoot = {
  skip: process.getuid?.() === 0 ? false : 'needs root',
};
