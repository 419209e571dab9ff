import type { HealthConfig } from '../../api/schemas.ts';
import { parseDurationMs } from '../../lib/duration.ts';
import { invalidArgument } from '../../lib/errors.ts';
import { parseJsonForm } from './json-form.ts';
import type { Instruction } from './split-instructions.ts';

const NS_PER_MS = 1e6;

const DURATIONS = {
  interval: 'Interval',
  timeout: 'Timeout',
  'start-period': 'StartPeriod',
  'start-interval': 'StartInterval',
} as const;

/** HEALTHCHECK [flags] CMD … | NONE. @throws invalidArgument with Docker's sentences */
export function parseHealthcheck({ flags, rest }: Instruction): HealthConfig {
  const [type = ''] = rest.split(/\s/, 1);
  if (type === '') throw invalidArgument('HEALTHCHECK requires at least one argument');
  const argument = rest.slice(type.length).trim();
  if (type.toUpperCase() === 'NONE') {
    if (argument !== '') throw invalidArgument('HEALTHCHECK NONE takes no arguments');
    parseFlags(flags);
    return { Test: ['NONE'] };
  }
  if (type.toUpperCase() !== 'CMD') {
    throw invalidArgument(
      `Unknown type ${JSON.stringify(type.toUpperCase())} in HEALTHCHECK (try CMD)`,
    );
  }
  const options = parseFlags(flags);
  return { Test: parseTest(argument), ...options };
}

function parseTest(argument: string): string[] {
  const exec = parseJsonForm(argument);
  if (argument === '' || exec?.length === 0) {
    throw invalidArgument('Missing command after HEALTHCHECK CMD');
  }
  return exec === undefined ? ['CMD-SHELL', argument] : ['CMD', ...exec];
}

function parseFlags(flags: readonly string[]): HealthConfig {
  const options: HealthConfig = {};
  for (const flag of flags) {
    const equals = flag.indexOf('=');
    const name = equals === -1 ? flag : flag.slice(0, equals);
    if (name !== 'retries' && !Object.hasOwn(DURATIONS, name)) {
      throw invalidArgument(`Unknown flag: ${name}`);
    }
    if (equals === -1) throw invalidArgument(`Missing a value on flag: ${name}`);
    const value = flag.slice(equals + 1);
    if (name === 'retries') options.Retries = parseRetries(value);
    else options[DURATIONS[name as keyof typeof DURATIONS]] = parseInterval(name, value);
  }
  return options;
}

function parseInterval(name: string, text: string): number {
  const ms = parseDurationMs(text);
  if (ms >= 1) return Math.round(ms * NS_PER_MS);
  throw invalidArgument(`Interval ${JSON.stringify(name)} cannot be less than 1ms`);
}

function parseRetries(text: string): number {
  if (!/^[-+]?\d{1,9}$/.test(text)) {
    throw invalidArgument(`strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`);
  }
  const retries = Number(text);
  if (retries >= 1) return retries;
  throw invalidArgument(`--retries must be at least 1 (not ${retries})`);
}
