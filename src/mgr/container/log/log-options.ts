import { parseByteSize } from '../../../lib/byte-size.ts';
import { invalidArgument } from '../../../lib/errors.ts';
import { parseGoBool } from '../../../lib/go-bool.ts';

export const LOG_DRIVERS = ['json-file', 'local', 'none'] as const;
export type LogDriver = (typeof LOG_DRIVERS)[number];

/** A log's options, understood. */
export interface LogSettings {
  readonly driver: LogDriver;
  /** A file is rotated when it has reached this size. */
  readonly maxBytes: number;
  /** Files in all, the current one included. */
  readonly maxFiles: number;
  /** Rotated files are gzipped. */
  readonly compress: boolean;
  /** Undefined: the container waits for the log. Else what is more than this is dropped. */
  readonly dropAbove: number | undefined;
}

type Options = Readonly<Record<string, string>>;

const COMMON = ['mode', 'max-buffer-size'];
const ATTRIBUTE_OPTIONS = ['labels', 'labels-regex', 'env', 'env-regex', 'tag'];
const FILE_OPTIONS = ['max-file', 'max-size', 'compress'];
const KNOWN: Readonly<Record<LogDriver, readonly string[]>> = {
  'json-file': [...FILE_OPTIONS, ...ATTRIBUTE_OPTIONS],
  local: [...FILE_OPTIONS, ...ATTRIBUTE_OPTIONS],
  none: [],
};

/** Not Docker's default, which is no rotation at all: a chatty container must not fill the disk. */
const DEFAULT_MAX_BYTES = 20_000_000;
const DEFAULT_MAX_FILES = 5;
const DEFAULT_BUFFER = 1024 * 1024;

/**
 * Checks driver and options. An empty driver is json-file. @throws invalidArgument with Docker's
 * sentences: moby daemon/logger/{factory,jsonfilelog,local}
 */
export function parseLogSettings(driver: string, options: Options): LogSettings {
  const name = toDriver(driver);
  checkMode(options);
  for (const key of Object.keys(options)) {
    if (!COMMON.includes(key) && !KNOWN[name].includes(key)) {
      throw invalidArgument(`unknown log opt '${key}' for ${name} log driver`);
    }
  }
  const maxFiles = parseMaxFiles(options);
  const compress = parseCompress(name, options);
  if (compress && maxFiles < 2 && options['compress'] !== undefined) {
    throw invalidArgument(
      'compress cannot be true when max-file is less than 2 or max-size is not set',
    );
  }
  return {
    driver: name,
    maxBytes: parseMaxSize(name, options['max-size']),
    maxFiles,
    compress: compress && maxFiles > 1,
    dropAbove: parseDropAbove(options),
  };
}

function toDriver(driver: string): LogDriver {
  const known = LOG_DRIVERS.find((name) => name === (driver === '' ? 'json-file' : driver));
  if (known !== undefined) return known;
  throw invalidArgument(`logger: no log driver named '${driver}' is registered`);
}

function checkMode(options: Options): void {
  const { mode = '' } = options;
  if (!['', 'blocking', 'non-blocking'].includes(mode)) {
    throw invalidArgument(`logger: logging mode not supported: ${mode}`);
  }
  if (options['max-buffer-size'] !== undefined && mode !== 'non-blocking') {
    throw invalidArgument(
      "logger: max-buffer-size option is only supported with 'mode=non-blocking'",
    );
  }
}

function parseDropAbove(options: Options): number | undefined {
  if (options['mode'] !== 'non-blocking') return undefined;
  const size = options['max-buffer-size'];
  if (size === undefined) return DEFAULT_BUFFER;
  try {
    return parseByteSize(size);
  } catch (err) {
    throw invalidArgument(`error parsing option max-buffer-size: invalid size: '${size}'`, err);
  }
}

function parseMaxFiles(options: Options): number {
  const text = options['max-file'];
  if (text === undefined) return options['max-size'] === undefined ? DEFAULT_MAX_FILES : 1;
  if (!/^[-+]?\d+$/.test(text)) {
    throw invalidArgument(`strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`);
  }
  if (Number(text) < 1) throw invalidArgument('max-file cannot be less than 1');
  return Number(text);
}

function parseCompress(driver: LogDriver, options: Options): boolean {
  const text = options['compress'];
  if (text === undefined) return driver === 'local';
  const value = parseGoBool(text);
  if (value !== undefined) return value;
  throw invalidArgument(`strconv.ParseBool: parsing ${JSON.stringify(text)}: invalid syntax`);
}

/** json-file counts in powers of 1000, local in powers of 1024, as Docker does. */
function parseMaxSize(driver: LogDriver, text: string | undefined): number {
  if (text === undefined) return DEFAULT_MAX_BYTES;
  const size = driver === 'local' ? parseByteSize(text) : parseDecimalSize(text);
  if (size <= 0) throw invalidArgument('max-size must be a positive number');
  return size;
}

function parseDecimalSize(text: string): number {
  const match = /^(-?\d+(?:\.\d+)?) ?([kmgtp])?(?:i?b)?$/i.exec(text.trim());
  const power = ['k', 'm', 'g', 't', 'p'].indexOf(match?.[2]?.toLowerCase() ?? '') + 1;
  if (match === null) throw invalidArgument(`invalid size: '${text}'`);
  return Math.floor(Number(match[1]) * 1000 ** power);
}
