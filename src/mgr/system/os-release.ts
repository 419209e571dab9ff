import { readFile } from 'node:fs/promises';

export interface OsRelease {
  /** `Debian GNU/Linux 12 (bookworm)` */
  readonly name: string;
  /** `12` */
  readonly version: string;
}

/** What this system calls itself. freedesktop.org: os-release(5) */
export async function readOsRelease(
  paths = ['/etc/os-release', '/usr/lib/os-release'],
): Promise<OsRelease> {
  for (const path of paths) {
    try {
      return parseOsRelease(await readFile(path, 'utf8'));
    } catch {
      // The next place.
    }
  }
  return { name: 'Linux', version: '' };
}

export function parseOsRelease(text: string): OsRelease {
  const values = new Map<string, string>();
  for (const [, key = '', value = ''] of text.matchAll(/^([A-Z_]+)=(.*)$/gm)) {
    values.set(key, value.trim().replace(/^(["'])(.*)\1$/, '$2'));
  }
  return {
    name: values.get('PRETTY_NAME') ?? values.get('NAME') ?? 'Linux',
    version: values.get('VERSION_ID') ?? '',
  };
}
