import type { ImageConfig } from '../../api/schemas.ts';
import { invalidArgument } from '../../lib/errors.ts';
import { isDigest } from '../digest.ts';
import type { Platform } from '../platform.ts';
import { parseContainerDefaults } from './container-defaults.ts';
import {
  isAbsent,
  isObject,
  type JsonObject,
  parseJsonObject,
  stringMember,
  stringsMember,
} from './json-document.ts';

export interface HistoryEntry {
  /** RFC 3339, or '' */
  readonly created: string;
  readonly createdBy: string;
  readonly comment: string;
  readonly emptyLayer: boolean;
}

/** What an image's configuration blob says. OCI image-spec, config.md, with Docker's additions. */
export interface ImageDocument {
  readonly platform: Platform;
  readonly osVersion: string;
  /** RFC 3339 as written, or '' */
  readonly created: string;
  readonly author: string;
  readonly config: ImageConfig;
  readonly diffIds: readonly string[];
  readonly history: readonly HistoryEntry[];
}

/** Overlay mounts and the image's own documents stay far below. */
const MAX_LAYERS = 512;

/** @throws invalidArgument when a member has another type than the specification says */
export function parseImageDocument(bytes: Uint8Array): ImageDocument {
  const what = 'image configuration';
  const document = parseJsonObject(bytes, what);
  const variant = stringMember(document, 'variant', what);
  return {
    platform: {
      os: stringMember(document, 'os', what) || 'linux',
      architecture: stringMember(document, 'architecture', what),
      ...(variant === '' ? {} : { variant }),
    },
    osVersion: stringMember(document, 'os.version', what),
    created: stringMember(document, 'created', what),
    author: stringMember(document, 'author', what),
    config: parseContainerDefaults(document['config']),
    diffIds: parseRootFs(document['rootfs']),
    history: parseHistory(document['history']),
  };
}

function parseRootFs(value: unknown): readonly string[] {
  if (!isObject(value)) throw invalidArgument('invalid image JSON, no RootFS key');
  const diffIds = stringsMember(value, 'diff_ids', 'image configuration') ?? [];
  if (diffIds.length > MAX_LAYERS) {
    throw invalidArgument(`the image has more than ${MAX_LAYERS} layers`);
  }
  const bad = diffIds.find((diffId) => !isDigest(diffId));
  if (bad === undefined) return diffIds;
  throw invalidArgument(`image configuration: invalid digest ${JSON.stringify(bad)}`);
}

function parseHistory(value: unknown): readonly HistoryEntry[] {
  if (isAbsent(value)) return [];
  if (!Array.isArray(value)) throw invalidArgument('image configuration: history is not a list');
  return value.map((entry: unknown) => {
    if (isObject(entry)) return parseHistoryEntry(entry);
    throw invalidArgument('image configuration: a history entry is not an object');
  });
}

function parseHistoryEntry(entry: JsonObject): HistoryEntry {
  const what = 'image history';
  return {
    created: stringMember(entry, 'created', what),
    createdBy: stringMember(entry, 'created_by', what),
    comment: stringMember(entry, 'comment', what),
    emptyLayer: entry['empty_layer'] === true,
  };
}
