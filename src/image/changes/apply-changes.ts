import { posix } from 'node:path';

import type { ImageConfig } from '../../api/schemas.ts';
import { invalidArgument } from '../../lib/errors.ts';
import { parseSignal } from '../../lib/signals.ts';
import { expandWord, expandWords, type Variables } from './expand-word.ts';
import { parseExposedPorts } from './exposed-ports.ts';
import { parseHealthcheck } from './healthcheck.ts';
import { parseJsonForm } from './json-form.ts';
import { parseNameValues } from './name-values.ts';
import { type Instruction, splitInstructions } from './split-instructions.ts';

type Apply = (config: ImageConfig, instruction: Instruction) => ImageConfig;

/**
 * Applies the `changes` of import and commit: Dockerfile instructions, those that only describe an image.
 * Sentences are dockerd's.
 * @returns a new configuration @throws invalidArgument
 */
export function applyChanges(base: ImageConfig, changes: readonly string[]): ImageConfig {
  if (changes.length === 0) return base;
  const instructions = splitInstructions(changes.join('\n'));
  if (instructions.length === 0) throw invalidArgument('file with no instructions');
  for (const { name } of instructions) {
    if (!Object.hasOwn(INSTRUCTIONS, name)) {
      throw invalidArgument(`${name.toLowerCase()} is not a valid change command`);
    }
  }
  return instructions.reduce(applyOne, base);
}

function applyOne(config: ImageConfig, instruction: Instruction): ImageConfig {
  const { name, flags } = instruction;
  const [flag] = flags;
  if (flag !== undefined && name !== 'HEALTHCHECK') {
    throw invalidArgument(`Unknown flag: ${flag.split('=', 1)[0] ?? ''}`);
  }
  return INSTRUCTIONS[name as keyof typeof INSTRUCTIONS](config, instruction);
}

const INSTRUCTIONS = {
  CMD: (config, { rest }) => ({ ...config, Cmd: command(rest) }),
  ENTRYPOINT: (config, { rest }) => entrypoint(config, rest),
  ENV: (config, instruction) => env(config, instruction),
  EXPOSE: (config, instruction) => expose(config, instruction),
  HEALTHCHECK: (config, instruction) => ({ ...config, Healthcheck: parseHealthcheck(instruction) }),
  LABEL: (config, instruction) => label(config, instruction),
  ONBUILD: (config, { rest }) => onBuild(config, rest),
  STOPSIGNAL: (config, instruction) => stopSignal(config, instruction),
  USER: (config, instruction) => ({ ...config, User: onlyArgument(config, instruction) }),
  VOLUME: (config, instruction) => volume(config, instruction),
  WORKDIR: (config, instruction) => workDir(config, instruction),
} as const satisfies Readonly<Record<string, Apply>>;

const variablesOf = (config: ImageConfig): Variables =>
  new Map(
    (config.Env ?? []).map((entry) => {
      const equals = entry.indexOf('=');
      return equals === -1 ? [entry, ''] : [entry.slice(0, equals), entry.slice(equals + 1)];
    }),
  );

function command(rest: string): string[] {
  const exec = parseJsonForm(rest);
  if (exec !== undefined) return exec;
  return rest === '' ? ['/bin/sh', '-c'] : ['/bin/sh', '-c', rest];
}

function entrypoint(config: ImageConfig, rest: string): ImageConfig {
  const exec = parseJsonForm(rest);
  if (rest === '' || exec?.length === 0) {
    const others = { ...config };
    delete others.Entrypoint;
    return others;
  }
  return { ...config, Entrypoint: exec ?? ['/bin/sh', '-c', rest] };
}

function requireArguments({ name, rest }: Instruction, count: string): void {
  if (rest === '') throw invalidArgument(`${name} requires ${count} argument`);
}

function onlyArgument(config: ImageConfig, instruction: Instruction): string {
  requireArguments(instruction, 'exactly one');
  return expandWord(instruction.rest, variablesOf(config));
}

function nameValues(config: ImageConfig, instruction: Instruction): [string, string][] {
  requireArguments(instruction, 'at least one');
  const variables = variablesOf(config);
  return parseNameValues(instruction.name, instruction.rest).map(([name, value]) => {
    const expanded = expandWord(name, variables);
    if (expanded === '') throw invalidArgument(`${instruction.name} names can not be blank`);
    return [expanded, expandWord(value, variables)];
  });
}

/** A variable that is set again keeps its place. */
function env(config: ImageConfig, instruction: Instruction): ImageConfig {
  const variables = new Map(variablesOf(config));
  for (const [name, value] of nameValues(config, instruction)) variables.set(name, value);
  return { ...config, Env: [...variables].map(([name, value]) => `${name}=${value}`) };
}

function label(config: ImageConfig, instruction: Instruction): ImageConfig {
  const labels = nameValues(config, instruction);
  return { ...config, Labels: { ...config.Labels, ...Object.fromEntries(labels) } };
}

function expose(config: ImageConfig, instruction: Instruction): ImageConfig {
  requireArguments(instruction, 'at least one');
  const ports = expandWords(instruction.rest, variablesOf(config)).flatMap(parseExposedPorts);
  if (ports.length === 0) return config;
  return { ...config, ExposedPorts: { ...config.ExposedPorts, ...setOf(ports) } };
}

function volume(config: ImageConfig, instruction: Instruction): ImageConfig {
  const paths = parseJsonForm(instruction.rest) ?? instruction.rest.split(/\s+/);
  if (paths.length === 0) throw invalidArgument('VOLUME requires at least one argument');
  requireArguments(instruction, 'at least one');
  const variables = variablesOf(config);
  const volumes = paths.map((path) => expandWord(path, variables).trim());
  if (volumes.includes('')) throw invalidArgument('VOLUME specified can not be an empty string');
  return { ...config, Volumes: { ...config.Volumes, ...setOf(volumes) } };
}

const setOf = (keys: readonly string[]): Record<string, Record<string, never>> =>
  Object.fromEntries(keys.map((key) => [key, {}]));

function workDir(config: ImageConfig, instruction: Instruction): ImageConfig {
  const path = onlyArgument(config, instruction);
  if (path === '') throw invalidArgument('cannot normalize nothing');
  const absolute = posix.isAbsolute(path) ? path : posix.join('/', config.WorkingDir ?? '', path);
  return { ...config, WorkingDir: absolute };
}

function stopSignal(config: ImageConfig, instruction: Instruction): ImageConfig {
  const signal = onlyArgument(config, instruction);
  parseSignal(signal);
  return { ...config, StopSignal: signal };
}

function onBuild(config: ImageConfig, rest: string): ImageConfig {
  const trigger = /^\S*/.exec(rest)?.[0].toUpperCase() ?? '';
  if (trigger === '') throw invalidArgument('ONBUILD requires at least one argument');
  if (trigger === 'ONBUILD') {
    throw invalidArgument("Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed");
  }
  if (trigger === 'MAINTAINER' || trigger === 'FROM') {
    throw invalidArgument(`${trigger} isn't allowed as an ONBUILD trigger`);
  }
  return { ...config, OnBuild: [...(config.OnBuild ?? []), rest] };
}
