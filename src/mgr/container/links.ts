import { invalidArgument, isCode } from '../../lib/errors.ts';
import type { Link } from '../network/container-networking.ts';
import type { ContainerRecord } from './record.ts';
import type { ContainerRegistry } from './registry.ts';
import { isAlive } from './state.ts';

type Linking = Pick<ContainerRecord, 'hostConfig' | 'networkingConfig'>;

/** `target`, `target:alias` */
function parseLink(text: string): { readonly target: string; readonly alias: string } {
  const parts = text.split(':');
  const [target = '', alias] = parts;
  if (target === '' || parts.length > 2) {
    throw invalidArgument(`bad format for links: ${text}`);
  }
  // A container's own answer to inspect: `/target:/self/alias`.
  const last = (path: string): string => path.split('/').at(-1) ?? path;
  return { target: target.replace(/^\//, ''), alias: last(alias ?? target) };
}

/** The containers that a container knows by names of its own. @throws invalidArgument in Docker's words: a 404 would make clients pull the image */
export function linksOf(
  registry: Pick<ContainerRegistry, 'resolve'>,
  { hostConfig, networkingConfig }: Linking,
): Link[] {
  const endpoints = Object.values(networkingConfig.EndpointsConfig ?? {});
  const texts = [
    ...(hostConfig.Links ?? []),
    ...endpoints.flatMap((settings) => settings.Links ?? []),
  ];
  return [...new Set(texts)].map((text) => {
    const { target, alias } = parseLink(text);
    const { id, name } = resolve(registry, target);
    return { alias, target: { id, name } };
  });
}

function resolve(registry: Pick<ContainerRegistry, 'resolve'>, ref: string): ContainerRecord {
  try {
    return registry.resolve(ref);
  } catch (err) {
    if (!isCode(err, 'notFound')) throw err;
    throw invalidArgument(`could not get container for ${ref}: ${err.message}`, err);
  }
}

/**
 * Environment variables that tell of linked containers, on the default bridge only. moby: links/links.go
 * @throws invalidArgument when one does not run
 */
export function linkEnvironment(
  registry: Pick<ContainerRegistry, 'resolve' | 'byId'>,
  record: ContainerRecord,
): string[] {
  const isOnBridge = Object.keys(record.networkingConfig.EndpointsConfig ?? {}).includes('bridge');
  if (!isOnBridge) return [];
  return linksOf(registry, record).flatMap((link) => {
    const target = registry.byId(link.target.id);
    if (!isAlive(target.state)) {
      throw invalidArgument(
        `Cannot link to a non running container: /${target.name} AS /${record.name}/${link.alias}`,
      );
    }
    return variablesOf(record, target, link.alias);
  });
}

/** Of the target's own environment, what is about its place is not passed on. */
const NOT_PASSED: readonly string[] = ['HOME', 'PATH'];

function variablesOf(parent: ContainerRecord, target: ContainerRecord, alias: string): string[] {
  const prefix = alias.toUpperCase().replaceAll('-', '_');
  const address = target.endpoints['bridge']?.ipv4?.address ?? '';
  const ports = Object.keys(target.config.ExposedPorts ?? {})
    .map(splitPort)
    .sort((a, b) => a.number - b.number);
  const [first] = ports;
  const url = ({ number, protocol }: Port): string => `${protocol}://${address}:${number}`;
  return [
    ...(first === undefined ? [] : [`${prefix}_PORT=${url(first)}`]),
    ...ports.flatMap((port) => {
      const name = `${prefix}_PORT_${port.number}_${port.protocol.toUpperCase()}`;
      return [
        `${name}=${url(port)}`,
        `${name}_ADDR=${address}`,
        `${name}_PORT=${port.number}`,
        `${name}_PROTO=${port.protocol}`,
      ];
    }),
    `${prefix}_NAME=/${parent.name}/${alias}`,
    ...(target.config.Env ?? []).flatMap((entry) => {
      const [key = ''] = entry.split('=', 1);
      return NOT_PASSED.includes(key) || !entry.includes('=') ? [] : [`${prefix}_ENV_${entry}`];
    }),
  ];
}

interface Port {
  readonly number: number;
  readonly protocol: string;
}

function splitPort(text: string): Port {
  const [number = '', protocol = 'tcp'] = text.split('/');
  return { number: Number(number), protocol };
}
