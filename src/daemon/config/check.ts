import { isIPv4 } from 'node:net';
import { isAbsolute } from 'node:path';

import {
  API_MAX,
  API_MIN,
  MAX_API_VERSION,
  MIN_API_VERSION,
  parseApiVersion,
} from '../../lib/api-version.ts';
import { invalidArgument } from '../../lib/errors.ts';
import type { Combined } from './combine.ts';
import { contains } from './kinds.ts';
import type { Config, OptionValues } from './schema.ts';

/** What no single setting can tell. @throws invalidArgument */
export function check(config: Config, given: Combined['given']): void {
  checkPaths(config);
  checkRuntime(config);
  checkBridge(config);
  checkListeners(config, given);
  checkApi(config);
  if (config.selinuxEnabled) {
    throw invalidArgument('selinux-enabled: SELinux labelling is not supported');
  }
}

function checkPaths({ dataRoot, execRoot }: OptionValues): void {
  for (const [key, path] of [
    ['data-root', dataRoot],
    ['exec-root', execRoot],
  ] as const) {
    if (!isAbsolute(path)) throw invalidArgument(`${key} must be an absolute path: "${path}"`);
  }
  // Unix socket paths end at 107 bytes; the longest of ours below exec-root takes about 40.
  if (Buffer.byteLength(execRoot) > 64) {
    throw invalidArgument(`exec-root is too long for the sockets below it: "${execRoot}"`);
  }
}

/** Names that need no entry under `runtimes`. */
const BUILT_IN = new Set(['runc', 'crun', 'io.containerd.runc.v2']);

function checkRuntime({ defaultRuntime, runtimes }: OptionValues): void {
  if (Object.hasOwn(runtimes, defaultRuntime) || BUILT_IN.has(defaultRuntime)) return;
  if (/^io\.containerd\.[\w.-]+\.v\d+$/.test(defaultRuntime)) return;
  throw invalidArgument(`specified default runtime '${defaultRuntime}' does not exist`);
}

function checkBridge(config: OptionValues): void {
  const { bridge, bip, iptables, icc } = config;
  if (bridge !== '' && bip !== '') {
    throw invalidArgument(
      'You specified -b & --bip, mutually exclusive options. Please specify only one',
    );
  }
  if (!iptables && !icc) {
    throw invalidArgument(
      'You specified --iptables=false with --icc=false. ICC=false uses iptables to function. Please set --icc or --iptables to true',
    );
  }
  if (bip !== '') checkInside(config);
}

function checkInside({ bip, fixedCidr, defaultGateway }: OptionValues): void {
  if (defaultGateway !== '' && !contains(bip, defaultGateway)) {
    throw invalidArgument(`default-gateway ${defaultGateway} is outside of bip ${bip}`);
  }
  const [base = ''] = fixedCidr.split('/');
  if (isIPv4(base) && !contains(bip, base)) {
    throw invalidArgument(`fixed-cidr ${fixedCidr} is outside of bip ${bip}`);
  }
}

function checkListeners({ listeners, tls, tlsVerify }: Config, given: Combined['given']): void {
  if (listeners.length === 0) throw invalidArgument('no hosts to listen on');
  const tcp = listeners.find((listener) => listener.kind === 'tcp');
  if (tcp === undefined || tlsVerify) return;
  const deliberate = (given.has('tls') && !tls) || given.has('tlsVerify');
  if (deliberate) return;
  throw invalidArgument(
    `listening on tcp://${tcp.host}:${tcp.port} without verified TLS gives root on this machine to everyone who can reach it: ` +
      `set tlsverify, or say '--tls=false' or '--tlsverify=false' to accept that`,
  );
}

function checkApi({ minApiVersion }: Config): void {
  const version = parseApiVersion(minApiVersion);
  if (version !== undefined && version >= API_MIN && version <= API_MAX) return;
  throw invalidArgument(
    `invalid min-api-version "${minApiVersion}": must be between ${MIN_API_VERSION} and ${MAX_API_VERSION}`,
  );
}
