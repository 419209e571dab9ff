import type { HealthConfig, ImageConfig } from '../../api/schemas.ts';
import { invalidArgument } from '../../lib/errors.ts';
import {
  isAbsent,
  isObject,
  type JsonObject,
  labelsMember,
  stringMember,
  stringsMember,
} from './json-document.ts';

const WHAT = 'image configuration';

const STRINGS = ['User', 'WorkingDir', 'StopSignal'] as const;
const LISTS = ['Env', 'Cmd', 'Entrypoint', 'OnBuild', 'Shell'] as const;
const SETS = ['ExposedPorts', 'Volumes'] as const;
const NUMBERS = ['Interval', 'Timeout', 'StartPeriod', 'StartInterval', 'Retries'] as const;

/**
 * The `config` member of an image: what a container inherits. Empty members are left out, as newer
 * dockerds do. An image is written by a stranger: a member of the wrong type is refused here, once.
 * @throws invalidArgument
 */
export function parseContainerDefaults(value: unknown): ImageConfig {
  if (isAbsent(value)) return {};
  if (!isObject(value)) throw invalidArgument(`${WHAT}: config is not an object`);
  const labels = labelsMember(value, 'Labels', WHAT);
  const health = value['Healthcheck'];
  return {
    ...scalarMembers(value),
    ...(labels === undefined || Object.keys(labels).length === 0 ? {} : { Labels: labels }),
    ...(value['ArgsEscaped'] === true ? { ArgsEscaped: true } : {}),
    ...(isAbsent(health) ? {} : { Healthcheck: parseHealth(health) }),
  };
}

function scalarMembers(value: JsonObject): ImageConfig {
  const config: ImageConfig = {};
  for (const key of STRINGS) {
    const text = stringMember(value, key, WHAT);
    if (text !== '') config[key] = text;
  }
  for (const key of LISTS) {
    const list = stringsMember(value, key, WHAT);
    if (list !== undefined && (list.length > 0 || key === 'Cmd')) config[key] = list;
  }
  for (const key of SETS) {
    const set = setMember(value, key);
    if (set !== undefined) config[key] = set;
  }
  return config;
}

function setMember(
  object: JsonObject,
  key: string,
): Record<string, Record<string, never>> | undefined {
  const value = object[key];
  if (isAbsent(value)) return undefined;
  if (!isObject(value)) throw invalidArgument(`${WHAT}: ${key} is not an object`);
  const keys = Object.keys(value);
  if (keys.length === 0) return undefined;
  return Object.fromEntries(keys.map((member) => [member, {}]));
}

function parseHealth(value: unknown): HealthConfig {
  if (!isObject(value)) throw invalidArgument(`${WHAT}: Healthcheck is not an object`);
  const health: HealthConfig = {};
  const test = stringsMember(value, 'Test', WHAT);
  if (test !== undefined) health.Test = test;
  for (const key of NUMBERS) {
    const number = value[key];
    if (isAbsent(number)) continue;
    if (!Number.isSafeInteger(number)) {
      throw invalidArgument(`${WHAT}: Healthcheck.${key} is not a number`);
    }
    health[key] = number as number;
  }
  return health;
}
