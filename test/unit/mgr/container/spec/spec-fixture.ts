import type { ContainerCreateBody, ImageConfig } from '../../../../../src/api/schemas.ts';
import type { HostFacts } from '../../../../../src/lib/host-facts.ts';
import type { OciSpec } from '../../../../../src/lib/oci.ts';
import {
  BUILT_IN_DEFAULTS,
  withDefaults,
} from '../../../../../src/mgr/container/create/defaults.ts';
import { withHostname } from '../../../../../src/mgr/container/create/hostname.ts';
import { mergeImageConfig } from '../../../../../src/mgr/container/create/merge-image-config.ts';
import { validate } from '../../../../../src/mgr/container/create/validate.ts';
import { buildSpec } from '../../../../../src/mgr/container/spec/build-spec.ts';
import {
  BUILT_IN_SPEC_CONFIG,
  type SpecContext,
} from '../../../../../src/mgr/container/spec/context.ts';
import { parseSecurityOpts } from '../../../../../src/mgr/container/spec/security-opt.ts';
import { parseMounts } from '../../../../../src/volume/mount-parser.ts';
import { HOST } from '../../../../fakes/host-facts.ts';
import { mountContext } from '../../../../fakes/mount-context.ts';

export const ID = '0123456789abcdef'.repeat(4);

const IMAGE: ImageConfig = { Env: ['PATH=/bin'], Cmd: ['sh'] };

/** The context of a body as create and gather make it, without looking at the machine. */
export function contextOf(
  body: ContainerCreateBody,
  changes: Partial<SpecContext> = {},
  host: HostFacts = HOST,
): SpecContext {
  validate(body, host);
  const { config: asked, hostConfig } = withDefaults(body, BUILT_IN_DEFAULTS, host);
  const merged = mergeImageConfig(asked, IMAGE);
  const config = withHostname(merged, hostConfig, { id: ID, host });
  const wishes = { ...hostConfig, Volumes: config.Volumes };
  return {
    id: ID,
    config,
    hostConfig,
    mounts: parseMounts(wishes, mountContext()),
    host,
    engine: { ...BUILT_IN_SPEC_CONFIG, initPath: '/usr/bin/docker-init' },
    security: parseSecurityOpts(hostConfig.SecurityOpt ?? []),
    user: { uid: 0, gid: 0, additionalGids: [0], home: '/root' },
    namespaces: { network: '/run/joey/netns/x' },
    files: { hosts: '/c/hosts', hostname: '/c/hostname', resolvConf: '/c/resolv.conf' },
    linkedEnv: [],
    devices: [],
    blockDevices: new Map(),
    ...changes,
  };
}

export function specOf(
  body: ContainerCreateBody,
  changes: Partial<SpecContext> = {},
  host: HostFacts = HOST,
): OciSpec {
  return buildSpec(contextOf(body, changes, host));
}
