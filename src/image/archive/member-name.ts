import { posix } from 'node:path';

import { invalidArgument } from '../../lib/errors.ts';

/**
 * A member's name inside an image archive, as a clean relative path. Nothing is ever written under such a
 * name; a name that would leave the archive still shows that it is not what it pretends to be.
 * @throws invalidArgument
 */
export function cleanMemberName(name: string): string {
  if (name.includes('\0') || posix.isAbsolute(name)) throw outside(name);
  const clean = posix.normalize(name).replace(/\/$/, '');
  if (clean === '..' || clean.startsWith('../')) throw outside(name);
  return clean;
}

/** Where a link inside the archive points to: symbolic ones from their folder, hard ones from the root. */
export function linkTarget(kind: 'link' | 'symlink', name: string, target: string): string {
  const path = kind === 'link' ? target : posix.join(posix.dirname(name), target);
  if (posix.isAbsolute(target)) throw outside(target);
  return cleanMemberName(path);
}

function outside(name: string): Error {
  return invalidArgument(`invalid path in the archive: ${JSON.stringify(name.slice(0, 200))}`);
}
