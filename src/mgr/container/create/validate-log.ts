import type { LogConfig } from '../../../api/schemas.ts';
import { parseByteSize } from '../../../lib/byte-size.ts';
import type { DeepReadonly } from '../../../lib/deep-readonly.ts';
import { invalidArgument, messageOf } from '../../../lib/errors.ts';

type Options = Readonly<Record<string, string>>;

const COMMON = ['mode', 'max-buffer-size'];
const ROTATION = ['max-size', 'max-file', 'compress'];
const DETAILS = ['labels', 'labels-regex', 'env', 'env-regex', 'tag'];

const KNOWN: Readonly<Record<string, readonly string[]>> = {
  'json-file': [...COMMON, ...ROTATION, ...DETAILS],
  local: [...COMMON, ...ROTATION],
};

/**
 * Unknown drivers pass: Docker tells at start, and tools count on that. Unknown options of our own
 * drivers do not.
 * @throws invalidArgument. moby: daemon/logger/factory.go ValidateLogOpts
 */
export function validateLog(log: DeepReadonly<LogConfig>): void {
  const driver = log.Type === undefined || log.Type === '' ? 'json-file' : log.Type;
  const options = log.Config ?? {};
  validateMode(options);
  const known = KNOWN[driver];
  if (known === undefined) return;
  for (const name of Object.keys(options)) {
    if (!known.includes(name)) throw unknownOption(name, driver);
  }
  validateRotation(options);
}

function unknownOption(name: string, driver: string): Error {
  return invalidArgument(
    driver === 'local'
      ? `unknown log opt '${name}' for log driver local`
      : `unknown log opt '${name}' for ${driver} log driver`,
  );
}

function validateMode(options: Options): void {
  const { mode = '' } = options;
  if (!['', 'blocking', 'non-blocking'].includes(mode)) {
    throw invalidArgument(`logger: logging mode not supported: ${mode}`);
  }
  const size = options['max-buffer-size'];
  if (size === undefined) return;
  if (mode !== 'non-blocking') {
    throw invalidArgument(
      "logger: max-buffer-size option is only supported with 'mode=non-blocking'",
    );
  }
  checkSize('error parsing option max-buffer-size', size);
}

function validateRotation(options: Options): void {
  const size = options['max-size'];
  const files = options['max-file'];
  if (size !== undefined && size !== '-1') checkSize('error parsing option max-size', size);
  if (files !== undefined && !(/^\d{1,6}$/.test(files) && Number(files) >= 1)) {
    throw invalidArgument('max-file cannot be less than 1');
  }
}

function checkSize(what: string, size: string): void {
  try {
    parseByteSize(size);
  } catch (err) {
    throw invalidArgument(`${what}: ${messageOf(err)}`, err);
  }
}
