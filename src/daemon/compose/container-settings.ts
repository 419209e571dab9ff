import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { OciRuntime } from '../../mgr/container/runtime-choice.ts';
import type { ContainerSettings } from '../../mgr/container/settings.ts';
import { BUILT_IN_SPEC_CONFIG, type SpecConfig } from '../../mgr/container/spec/context.ts';
import { findProgram, initBinary } from '../../mgr/system/runtimes.ts';
import type { Config } from '../config/schema.ts';
import { runtimeProgram } from './runtime-program.ts';

const DEFAULT_STOP_TIMEOUT_SECONDS = 10;

/**
 * The container manager's slice of the configuration, computed once for each: a reload brings another
 * object.
 */
export function currentSettings(config: () => Config): () => ContainerSettings {
  let source: Config | undefined;
  let settings: ContainerSettings | undefined;
  return () => {
    const now = config();
    if (settings === undefined || now !== source) {
      source = now;
      settings = containerSettings(now, profileText(now.seccompProfile));
    }
    return settings;
  };
}

/** The configuration names a file, or one of two words. */
function profileText(seccompProfile: string): string {
  if (['', 'builtin', 'unconfined'].includes(seccompProfile)) return seccompProfile;
  return readFileSync(seccompProfile, 'utf8');
}

/** @param seccompProfile the text of the profile that is named */
function containerSettings(config: Config, seccompProfile: string): ContainerSettings {
  return {
    dataRoot: config.dataRoot,
    containersDir: join(config.dataRoot, 'containers'),
    execRoot: config.execRoot,
    snapshotter: config.snapshotter,
    runtimes: runtimesOf(config),
    systemdCgroup: config.cgroupDriver === 'systemd',
    stopTimeoutSeconds: DEFAULT_STOP_TIMEOUT_SECONDS,
    defaults: {
      runtime: config.defaultRuntime,
      logDriver: config.logDriver,
      logOpts: config.logOpts,
      shmSize: config.defaultShmSize,
      ipcMode: config.defaultIpcMode,
      cgroupnsMode: config.defaultCgroupnsMode,
    },
    spec: specConfig(config, seccompProfile),
  };
}

function specConfig(config: Config, seccompProfile: string): SpecConfig {
  return {
    ...BUILT_IN_SPEC_CONFIG,
    cgroupParent: config.cgroupParent,
    ...(seccompProfile === '' ? {} : { seccompProfile }),
    seccompArchitectures: config.seccompArchitectures,
    noNewPrivileges: config.noNewPrivileges,
    ulimits: Object.values(config.defaultUlimits),
    init: config.init,
    initPath: findProgram(initBinary(config)) ?? '',
  };
}

/** runc is always there; crun where it is installed; then what is configured. */
function runtimesOf(config: Config): Readonly<Record<string, OciRuntime>> {
  const configured = Object.entries(config.runtimes).map(([name, runtime]) => [
    name,
    {
      ...(runtime.path === '' ? {} : { path: runtimeProgram(config.execRoot, name, runtime) }),
      ...(runtime.runtimeType === '' ? {} : { type: runtime.runtimeType }),
    },
  ]);
  return {
    runc: {},
    ...(findProgram('crun') === undefined ? {} : { crun: { path: 'crun' } }),
    ...(Object.fromEntries(configured) as Record<string, OciRuntime>),
  };
}
