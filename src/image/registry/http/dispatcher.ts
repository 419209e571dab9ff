import type { Agent, Dispatcher, ProxyAgent } from 'undici';

import { secureContextOf, type TlsSettings } from './trust.ts';

const CONNECT_TIMEOUT_MS = 30_000;
const MAX_HEADER_BYTES = 16 * 1024;

/** Connections to any origin with the same TLS settings, directly or by a proxy. */
export async function makeDispatcher(
  proxy: URL | undefined,
  tls: TlsSettings,
): Promise<Dispatcher> {
  await completeDispatchers();
  const connect = {
    secureContext: await secureContextOf(tls),
    rejectUnauthorized: tls.verify,
    timeout: CONNECT_TIMEOUT_MS,
  };
  const options = {
    connect,
    maxHeaderSize: MAX_HEADER_BYTES,
    pipelining: 1,
  } satisfies Agent.Options;
  if (proxy === undefined) {
    const { default: AgentClass } = await import('undici/lib/dispatcher/agent.js');
    return new AgentClass(options);
  }
  const { default: ProxyAgentClass } = await import('undici/lib/dispatcher/proxy-agent.js');
  const { connect: requestTls, ...shared } = options;
  return new ProxyAgentClass({
    ...shared,
    uri: proxy.href,
    requestTls,
    proxyTls: { timeout: CONNECT_TIMEOUT_MS },
    proxyTunnel: false,
  } satisfies ProxyAgent.Options);
}

/** What undici's own index does: `request`, `connect` and others are not in the dispatchers' own files. */
async function completeDispatchers(): Promise<void> {
  const [{ default: DispatcherClass }, { default: api }] = await Promise.all([
    import('undici/lib/dispatcher/dispatcher.js'),
    import('undici/lib/api/index.js'),
  ]);
  Object.assign(DispatcherClass.prototype, api);
}
