import { createLogger, type Logger } from '../../lib/logger.ts';
import type { Config } from '../config/schema.ts';

/** JSON lines, or readable text where somebody reads along; the formatter is loaded only then. */
export async function createDaemonLog(config: Config): Promise<Logger> {
  const { logFormat, effectiveLogLevel, rawLogs } = config;
  const readable = logFormat === '' ? process.stderr.isTTY : logFormat === 'text';
  if (readable) {
    const { default: pretty } = await import('pino-pretty');
    const colorize = process.stderr.isTTY && !rawLogs;
    return createLogger(effectiveLogLevel, pretty({ destination: 2, sync: true, colorize }));
  }
  const { destination } = await import('pino');
  return createLogger(effectiveLogLevel, destination({ dest: 2, sync: false, minLength: 0 }));
}
