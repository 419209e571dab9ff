import { invalidArgument } from '../../lib/errors.ts';

/**
 * A platform parameter as JSON (`{"os":"linux","architecture":"arm64","variant":"v8"}`) → `linux/arm64/v8`.
 * moby: daemon/server/httputils DecodePlatform
 *
 * @throws invalidArgument
 */
export function decodePlatform(json: string | undefined): string | undefined {
  if (json === undefined || json === '') return undefined;
  const platform = parse(json);
  const os = textMember(platform, 'os');
  const architecture = textMember(platform, 'architecture');
  const variant = textMember(platform, 'variant');
  if (os === '' && architecture === '' && (variant !== '' || 'os.version' in platform)) {
    throw invalidArgument('optional platform fields provided, but OS and Architecture are missing');
  }
  if (os === '' || architecture === '') {
    throw invalidArgument('both OS and Architecture must be provided');
  }
  return [os, architecture, variant].filter((part) => part !== '').join('/');
}

function parse(json: string): object {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (err) {
    throw invalidArgument('failed to parse platform: invalid JSON', err);
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw invalidArgument('failed to parse platform: not an object');
}

function textMember(platform: object, name: string): string {
  const value: unknown = Object.hasOwn(platform, name)
    ? (platform as Record<string, unknown>)[name]
    : '';
  if (typeof value === 'string') return value;
  throw invalidArgument(`failed to parse platform: ${name} must be a string`);
}

/** One platform out of a repeated parameter. @throws invalidArgument when there are several */
export function onePlatform(values: readonly string[]): string | undefined {
  if (values.length > 1) {
    throw invalidArgument('multiple platform parameters are not supported');
  }
  return decodePlatform(values[0]);
}

/** Only what was given: absent and empty parameters leave the member out. */
export function given<K extends string>(
  name: K,
  value: string | undefined,
): Partial<Record<K, string>> {
  return value === undefined || value === '' ? {} : ({ [name]: value } as Record<K, string>);
}
