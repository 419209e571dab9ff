import type { SystemVersion } from '../../api/schemas.ts';
import { MAX_API_VERSION } from '../../lib/api-version.ts';
import { buildInfo } from '../../lib/build-info.ts';
import type { SystemMgrDeps } from './deps.ts';
import type { ProgramVersions } from './program-version.ts';
import { initBinary } from './runtimes.ts';

/** Our version and those of what we are made of; `ApiVersion` is what clients negotiate by. */
export async function version(
  deps: SystemMgrDeps,
  programs: ProgramVersions,
  signal: AbortSignal,
): Promise<SystemVersion> {
  const engine = engineVersion(deps);
  return {
    Platform: { Name: 'Joey Engine' },
    Components: [
      {
        Name: 'Engine',
        Version: engine.Version,
        Details: {
          ApiVersion: engine.ApiVersion,
          Arch: engine.Arch,
          BuildTime: engine.BuildTime,
          Experimental: String(engine.Experimental),
          GitCommit: engine.GitCommit,
          GoVersion: engine.GoVersion,
          KernelVersion: engine.KernelVersion,
          MinAPIVersion: engine.MinAPIVersion,
          Os: engine.Os,
        },
      },
      ...(await components(deps, programs, signal)),
    ],
    ...engine,
  };
}

function engineVersion({ settings, host }: SystemMgrDeps) {
  const { minApiVersion, experimental } = settings();
  return {
    Version: buildInfo.version,
    ApiVersion: MAX_API_VERSION,
    MinAPIVersion: minApiVersion,
    GitCommit: buildInfo.commit,
    // The member's name is Docker's; what runs us is Node.
    GoVersion: `node${process.versions.node}`,
    Os: 'linux',
    Arch: host.arch,
    KernelVersion: host.kernelRelease,
    Experimental: experimental,
    BuildTime: buildInfo.time,
  };
}

async function components(
  { runtime, settings }: SystemMgrDeps,
  programs: ProgramVersions,
  signal: AbortSignal,
): Promise<NonNullable<SystemVersion['Components']>> {
  const init = initBinary(settings());
  const [containerd, runc, initVersion] = await Promise.all([
    runtime.version(signal).catch(() => ({ version: 'N/A', revision: 'N/A' })),
    programs.of('runc'),
    programs.of(init),
  ]);
  return [
    { Name: 'containerd', version: containerd.version, commit: containerd.revision },
    { Name: 'runc', ...runc },
    { Name: 'docker-init', ...initVersion },
  ].map(({ Name, version: Version, commit }) => ({
    Name,
    Version,
    Details: { GitCommit: commit },
  }));
}
