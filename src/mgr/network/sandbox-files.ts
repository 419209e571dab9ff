import { readFile } from 'node:fs/promises';

import { isErrno } from '../../lib/errors.ts';
import { hostsFile } from '../../network/hosts-file.ts';
import {
  HOST_RESOLV_CONF,
  hostResolvConf,
  isolatedResolvConf,
  isResolvedStub,
  RESOLVED_RESOLV_CONF,
  type ResolverWishes,
} from '../../network/resolv-conf.ts';
import type { AttachRequest, Sandbox } from './container-networking.ts';
import type { NetworkConfig, NetworkContext } from './deps.ts';
import type { EndpointRecord } from './endpoint-record.ts';

const HOST_HOSTS = '/etc/hosts';

interface FilesOf {
  readonly request: AttachRequest;
  readonly isolated: boolean;
  readonly endpoint: EndpointRecord;
}

/** The texts of hosts, hostname and resolv.conf, as Docker's. */
export async function sandboxFiles(
  deps: Pick<NetworkContext, 'book' | 'config'>,
  { request, isolated, endpoint }: FilesOf,
): Promise<Sandbox['files']> {
  const wishes = wishesOf(request, deps.config());
  const extraHosts = request.hostConfig.ExtraHosts ?? [];
  const address = endpoint.ipv4?.address;
  const ownHosts = {
    hostname: request.hostname,
    domainname: request.domainname,
    addresses: address === undefined ? [] : [address],
    extraHosts,
    hostGateway: hostGateway(deps),
  };
  const usesHosts = !isolated && extraHosts.length === 0;
  return {
    hosts: usesHosts ? await readIfThere(HOST_HOSTS) : hostsFile(ownHosts),
    hostname: `${request.hostname}\n`,
    resolvConf: isolated
      ? isolatedResolvConf(await upstreamResolvConf(), wishes)
      : hostResolvConf(await readIfThere(HOST_RESOLV_CONF), wishes),
  };
}

/** The container's own, else the daemon's. */
function wishesOf({ hostConfig }: AttachRequest, config: NetworkConfig): ResolverWishes {
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

function hostGateway({
  book,
  config,
}: Pick<NetworkContext, 'book' | 'config'>): string | undefined {
  const { hostGatewayIp } = config();
  return hostGatewayIp === '' ? book.named('bridge')?.subnet?.gateway : hostGatewayIp;
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
