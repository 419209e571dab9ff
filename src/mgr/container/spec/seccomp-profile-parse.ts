import { invalidArgument } from '../../../lib/errors.ts';
import type { SeccompCondition, SeccompProfile, SeccompRule } from './seccomp-profile.ts';

type Json = Readonly<Record<string, unknown>>;

const MAX_BYTES = 1024 ** 2;

/**
 * A profile that a user sent (the CLI reads the file and sends its text).
 * @throws invalidArgument. moby/profiles: seccomp/seccomp_linux.go
 */
export function parseSeccompProfile(text: string): SeccompProfile {
  const json = parseJson(text);
  const { architectures, archMap, syscalls } = json;
  if (isFilled(architectures) && isFilled(archMap)) {
    throw invalidArgument(
      "'architectures' and 'archMap' were specified in the seccomp profile, use either 'architectures' or 'archMap'",
    );
  }
  return {
    defaultAction: action(json['defaultAction']),
    ...optionalNumber('defaultErrnoRet', json['defaultErrnoRet']),
    ...(isFilled(architectures) ? { architectures: strings('architectures', architectures) } : {}),
    ...(isFilled(archMap) ? { archMap: archMap.map(family) } : {}),
    ...(isFilled(json['flags']) ? { flags: strings('flags', json['flags']) } : {}),
    syscalls: isFilled(syscalls) ? syscalls.map(rule) : [],
  };
}

const wrong = (what: string, cause?: unknown): Error =>
  invalidArgument(`decoding seccomp profile failed: ${what}`, cause);

function parseJson(text: string): Json {
  if (text.length > MAX_BYTES) throw wrong('it is too large');
  try {
    return object('profile', JSON.parse(text));
  } catch (err) {
    throw wrong('it is not a JSON object', err);
  }
}

function object(what: string, value: unknown): Json {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Json;
  throw wrong(`${what} is not an object`);
}

const isFilled = (value: unknown): value is readonly unknown[] =>
  Array.isArray(value) && value.length > 0;

function strings(what: string, value: readonly unknown[]): string[] {
  if (value.every((item) => typeof item === 'string')) return [...value];
  throw wrong(`${what} is not a list of strings`);
}

function action(value: unknown): string {
  if (typeof value === 'string' && /^SCMP_ACT_[A-Z_]+$/.test(value)) return value;
  throw wrong(`unknown action ${JSON.stringify(value)}`);
}

function optionalNumber<K extends string>(name: K, value: unknown): Partial<Record<K, number>> {
  if (value === undefined || value === null) return {};
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0) {
    throw wrong(`${name} is not a number`);
  }
  return { [name]: value } as Partial<Record<K, number>>;
}

function family(value: unknown): { architecture: string; subArchitectures: string[] } {
  const { architecture, subArchitectures } = object('archMap', value);
  if (typeof architecture !== 'string') throw wrong('architecture is not a string');
  const subs = isFilled(subArchitectures) ? strings('subArchitectures', subArchitectures) : [];
  return { architecture, subArchitectures: subs };
}

function rule(value: unknown): SeccompRule {
  const json = object('syscall', value);
  return {
    names: namesOf(json),
    action: action(json['action']),
    ...optionalNumber('errnoRet', json['errnoRet']),
    ...(isFilled(json['args']) ? { args: json['args'].map(argument) } : {}),
    ...condition('includes', json['includes']),
    ...condition('excludes', json['excludes']),
  };
}

function namesOf({ name, names }: Json): string[] {
  if (typeof name === 'string' && name !== '') {
    if (!isFilled(names)) return [name];
    throw invalidArgument(
      "'name' and 'names' were specified in the seccomp profile, use either 'name' or 'names'",
    );
  }
  return isFilled(names) ? strings('names', names) : [];
}

function argument(value: unknown): NonNullable<SeccompRule['args']>[number] {
  const json = object('argument', value);
  const { op } = json;
  if (typeof op !== 'string' || !/^SCMP_CMP_[A-Z_]+$/.test(op)) {
    throw wrong(`unknown operator ${JSON.stringify(op)}`);
  }
  const { index = 0 } = optionalNumber('index', json['index']);
  const { value: first = 0 } = optionalNumber('value', json['value']);
  return { index, value: first, ...optionalNumber('valueTwo', json['valueTwo']), op };
}

function condition(
  name: 'includes' | 'excludes',
  value: unknown,
): Pick<SeccompRule, 'includes' | 'excludes'> {
  if (value === undefined || value === null) return {};
  const { arches, caps, minKernel } = object(name, value);
  const found: SeccompCondition = {
    ...(isFilled(arches) ? { arches: strings('arches', arches) } : {}),
    ...(isFilled(caps) ? { caps: strings('caps', caps) } : {}),
    ...(typeof minKernel === 'string' ? { minKernel } : {}),
  };
  return { [name]: found };
}
