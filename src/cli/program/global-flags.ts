import type { Flags, Values } from './command.ts';
import { parseFlags } from './parse-flags.ts';

/** Options before the command. */
export const GLOBAL_FLAGS = {
  config: { type: 'string', help: 'Folder of the client configuration files' },
  context: { type: 'string', short: 'c', help: 'Name of the context whose engine is used' },
  debug: { type: 'boolean', short: 'D', help: 'Print where an error came from' },
  host: { type: 'list', short: 'H', help: 'Socket of the engine to connect to' },
  'log-level': { type: 'string', short: 'l', help: 'Accepted for compatibility', hidden: true },
  tls: { type: 'boolean', help: 'Use TLS without verifying the engine' },
  tlsverify: { type: 'boolean', help: 'Use TLS and verify the engine' },
  tlscacert: { type: 'string', help: 'Trust certificates signed by this CA' },
  tlscert: { type: 'string', help: 'Path of the TLS certificate' },
  tlskey: { type: 'string', help: 'Path of the TLS key' },
  help: { type: 'boolean', short: 'h', help: 'Print usage' },
  version: { type: 'boolean', short: 'v', help: 'Print version information and quit' },
} as const satisfies Flags;

export type GlobalValues = Values<typeof GLOBAL_FLAGS>;

/** Options up to the first word, and the words. @throws CommandError */
export const parseGlobals = (
  argv: readonly string[],
): { readonly values: GlobalValues; readonly args: readonly string[] } =>
  parseFlags(GLOBAL_FLAGS, argv, true);
