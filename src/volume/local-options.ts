import { parseByteSize } from '../lib/byte-size.ts';
import { invalidArgument } from '../lib/errors.ts';

/** What the options of a local volume ask for. */
export interface LocalOptions {
  /** Something to be mounted while containers use the volume. */
  readonly mount?: {
    readonly type: string;
    readonly device: string;
    readonly words: readonly string[];
  };
  /** Owner and permission bits of the directory; our own addition. */
  readonly uid?: number;
  readonly gid?: number;
  readonly mode?: number;
}

const KNOWN = new Set(['type', 'device', 'o', 'size', 'uid', 'gid', 'mode']);

/** moby: volume/local/local_unix.go mandatoryOpts */
const REQUIRES: readonly (readonly [string, readonly string[]])[] = [
  ['device', ['type']],
  ['type', ['device']],
  ['o', ['device', 'type']],
];

/** @throws invalidArgument in Docker's words */
export function parseLocalOptions(options: Readonly<Record<string, string>> | null): LocalOptions {
  const given = options ?? {};
  for (const key of Object.keys(given)) {
    if (!KNOWN.has(key)) throw invalidArgument(`invalid option: ${JSON.stringify(key)}`);
  }
  refuseSize(given['size']);
  for (const [key, others] of REQUIRES) {
    const missing = others.find((other) => !Object.hasOwn(given, other));
    if (Object.hasOwn(given, key) && missing !== undefined) {
      throw invalidArgument(`missing required option: ${JSON.stringify(missing)}`);
    }
  }
  return {
    ...mountOf(given),
    ...numberOf(given, 'uid'),
    ...numberOf(given, 'gid'),
    ...modeOf(given),
  };
}

/** Project quotas would be needed. */
function refuseSize(size: string | undefined): void {
  if (size === undefined) return;
  if (parseByteSize(size) > 0) throw invalidArgument('quota size requested but no quota support');
}

function mountOf({ type, device, o = '' }: Readonly<Record<string, string>>): LocalOptions {
  if (type === undefined || device === undefined) return {};
  const words = o.split(',').filter((word) => word !== '');
  return { mount: { type, device, words } };
}

function numberOf(given: Readonly<Record<string, string>>, key: 'uid' | 'gid'): LocalOptions {
  const text = given[key];
  if (text === undefined) return {};
  if (!/^\d{1,10}$/.test(text) || Number(text) > 0xffff_fffe) {
    throw invalidArgument(
      `invalid value for option ${JSON.stringify(key)}: ${JSON.stringify(text)}`,
    );
  }
  return { [key]: Number(text) };
}

function modeOf({ mode }: Readonly<Record<string, string>>): LocalOptions {
  if (mode === undefined) return {};
  if (!/^[0-7]{1,5}$/.test(mode)) {
    throw invalidArgument(`invalid value for option "mode": ${JSON.stringify(mode)}`);
  }
  return { mode: Number.parseInt(mode, 8) & 0o7777 };
}
