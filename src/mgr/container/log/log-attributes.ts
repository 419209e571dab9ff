import { runInNewContext } from 'node:vm';

import type { ContainerRecord } from '../record.ts';

type Source = Pick<ContainerRecord, 'id' | 'name' | 'config' | 'image'>;
type Options = Readonly<Record<string, string>>;

/**
 * What a log record says of its container: the labels and variables named by the options `labels`,
 * `env`, `labels-regex` and `env-regex`, and the `tag`. moby: daemon/logger/loginfo.go ExtraAttributes
 */
export function logAttributes(record: Source, options: Options): Record<string, string> {
  const labels = Object.entries(record.config.Labels ?? {});
  const env = (record.config.Env ?? []).map(splitVariable);
  return {
    ...chosen(labels, options['labels'], options['labels-regex']),
    ...chosen(env, options['env'], options['env-regex']),
    ...(options['tag'] === undefined ? {} : { tag: expandTag(options['tag'], record) }),
  };
}

function splitVariable(text: string): [string, string] {
  const equals = text.indexOf('=');
  return equals === -1 ? [text, ''] : [text.slice(0, equals), text.slice(equals + 1)];
}

function chosen(
  entries: readonly [string, string][],
  names: string | undefined,
  pattern: string | undefined,
): Record<string, string> {
  const wanted = new Set((names ?? '').split(',').filter((name) => name !== ''));
  const keys = entries.map(([key]) => key);
  if (pattern !== undefined) for (const key of matching(keys, pattern)) wanted.add(key);
  return Object.fromEntries(entries.filter(([key]) => wanted.has(key)));
}

const MATCH_TIMEOUT_MS = 50;

/** The pattern is a user's and may be made to take for ever: it gets a time limit, then matches nothing. */
function matching(keys: readonly string[], pattern: string): readonly string[] {
  try {
    const script = 'keys.filter((key) => new RegExp(pattern).test(key)).join("\\0")';
    const found: unknown = runInNewContext(
      script,
      { keys, pattern },
      { timeout: MATCH_TIMEOUT_MS },
    );
    return String(found).split('\0');
  } catch {
    return [];
  }
}

/** The part of Go's templates that tags are written in: `{{.ID}}`, `{{.Name}}`, `{{.ImageName}}` … */
function expandTag(tag: string, record: Source): string {
  const values: Readonly<Record<string, string>> = {
    ID: record.id.slice(0, 12),
    FullID: record.id,
    Name: record.name,
    ImageID: record.image.id.replace('sha256:', '').slice(0, 12),
    ImageFullID: record.image.id,
    ImageName: record.config.Image ?? '',
    DaemonName: 'docker',
  };
  return tag.replace(/\{\{\s*\.(\w+)\s*\}\}/g, (whole, name: string) => values[name] ?? whole);
}
