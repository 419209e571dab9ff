import { readFile } from 'node:fs/promises';

import { isErrno } from '../../lib/errors.ts';
import { hostsFile, type NamedAddress } from '../../network/hosts-file.ts';
import {
  embeddedResolvConf,
  HOST_RESOLV_CONF,
  hostResolvConf,
  isolatedResolvConf,
  isResolvedStub,
  RESOLVED_RESOLV_CONF,
  type ResolverWishes,
} from '../../network/resolv-conf.ts';
import type { AttachRequest, NetworkFileTexts } from './container-networking.ts';
import type { NetworkConfig, NetworkContext } from './deps.ts';
import type { Member } from './member.ts';
import { hasNames } from './network-record.ts';

const HOST_HOSTS = '/etc/hosts';

interface FilesOf {
  readonly request: AttachRequest;
  readonly isolated: boolean;
  readonly members: readonly Member[];
}

type FilesDeps = Pick<NetworkContext, 'book' | 'config'>;

/** The texts of hosts, hostname and resolv.conf, as Docker's. */
export async function sandboxFiles(
  deps: FilesDeps,
  { request, isolated, members }: FilesOf,
): Promise<NetworkFileTexts> {
  const extraHosts = request.hostConfig.ExtraHosts ?? [];
  const ownHosts = {
    hostname: request.hostname,
    domainname: request.domainname,
    addresses: members.flatMap(addressesOf),
    linked: linkedAddresses(deps, request),
    extraHosts,
    hostGateway: hostGateway(deps),
  };
  const usesHosts = !isolated && extraHosts.length === 0;
  return {
    hosts: usesHosts ? await readIfThere(HOST_HOSTS) : hostsFile(ownHosts),
    hostname: `${request.hostname}\n`,
    resolvConf: await resolvConf(deps, { request, isolated, members }),
  };
}

export const addressesOf = ({ endpoint: { ipv4, ipv6 } }: Pick<Member, 'endpoint'>): string[] =>
  [ipv4, ipv6].flatMap((address) => address?.address ?? []);

/** Links on the default bridge are lines of the file: there is no name server. */
function linkedAddresses({ book }: FilesDeps, { links }: AttachRequest): NamedAddress[] {
  const bridge = book.named('bridge');
  if (bridge === undefined) return [];
  return links.flatMap(({ alias, target }) => {
    const endpoint = book.endpoint(target.id, bridge.id);
    const names = [...new Set([alias, target.id.slice(0, 12), target.name])];
    return endpoint === undefined
      ? []
      : addressesOf({ endpoint }).map((address) => ({ address, names }));
  });
}

async function resolvConf(
  { config }: FilesDeps,
  { request, isolated, members }: FilesOf,
): Promise<string> {
  const wishes = resolverWishes(request, config());
  if (!isolated) return hostResolvConf(await readIfThere(HOST_RESOLV_CONF), wishes);
  const upstream = await upstreamResolvConf();
  return members.some(({ network }) => hasNames(network))
    ? embeddedResolvConf(upstream, wishes)
    : isolatedResolvConf(upstream, wishes);
}

/** The container's own, else the daemon's. */
export function resolverWishes(
  { hostConfig }: Pick<AttachRequest, 'hostConfig'>,
  config: NetworkConfig,
): ResolverWishes {
  const first = (
    own: readonly string[] | null | undefined,
    general: readonly string[],
  ): readonly string[] => (own == null || own.length === 0 ? general : own);
  return {
    dns: first(hostConfig.Dns, config.dns),
    search: first(hostConfig.DnsSearch, config.dnsSearch),
    options: first(hostConfig.DnsOptions, config.dnsOptions),
  };
}

/** What `host-gateway` stands for: what is configured, else the default bridge's address. */
export function hostGateway({ book, config }: FilesDeps): string | undefined {
  const { hostGatewayIp } = config();
  return hostGatewayIp === '' ? book.named('bridge')?.subnets[0]?.gateway : hostGatewayIp;
}

/** The servers that the host really asks. */
export async function upstreamResolvConf(): Promise<string> {
  const text = await readIfThere(HOST_RESOLV_CONF);
  return isResolvedStub(text) ? await readIfThere(RESOLVED_RESOLV_CONF) : text;
}

async function readIfThere(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (err) {
    if (isErrno(err, 'ENOENT')) return '';
    throw err;
  }
}
