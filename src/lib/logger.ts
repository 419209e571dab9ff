import { type DestinationStream, type LevelWithSilent, type Logger, pino } from 'pino';

export type { Logger } from 'pino';

/** Where secrets travel; pino replaces what is found there. */
const SECRETS = [
  '*.password',
  '*.auth',
  '*.identitytoken',
  '*.registrytoken',
  '*["x-registry-auth"]',
  '*["x-registry-config"]',
  'password',
  'auth',
  'identitytoken',
  'headers["x-registry-auth"]',
  'headers["x-registry-config"]',
  'headers.authorization',
];

/** The root logger. Messages are constant and lower case; facts go into fields, errors into `err`. */
export function createLogger(level: LevelWithSilent, destination?: DestinationStream): Logger {
  const options = { level, base: {}, redact: { paths: SECRETS, censor: '[redacted]' } };
  return destination === undefined ? pino(options) : pino(options, destination);
}

export const silentLogger: Logger = pino({ level: 'silent' });
