import type { ExecCreateBody } from '../../../api/schemas.ts';
import type { DeepReadonly } from '../../../lib/deep-readonly.ts';
import { invalidArgument } from '../../../lib/errors.ts';
import type { HostFacts } from '../../../lib/host-facts.ts';
import type { OciProcess } from '../../../lib/oci.ts';
import { validateEnv, validateWorkingDir } from '../create/validate-config.ts';
import type { ContainerRecord } from '../record.ts';
import { apparmorProfileOf } from './apparmor.ts';
import { capabilitySets, grantedCapabilities } from './capabilities.ts';
import type { ResolvedUser, SpecConfig } from './context.ts';
import { baseEnvironment, environment } from './env.ts';
import { readUserFiles, resolveUser } from './resolve-user.ts';
import { rlimitsOf } from './rlimits.ts';
import { parseSecurityOpts } from './security-opt.ts';

/** @throws invalidArgument for an exec that could never start; asked when it is created */
export function validateExec(body: DeepReadonly<ExecCreateBody>): void {
  if ((body.Cmd?.length ?? 0) === 0) throw invalidArgument('No exec command specified');
  validateWorkingDir(body.WorkingDir ?? '');
  validateEnv(body.Env ?? []);
}

export interface ExecInput {
  readonly container: Pick<ContainerRecord, 'config' | 'hostConfig'>;
  readonly body: DeepReadonly<ExecCreateBody>;
  readonly host: HostFacts;
  readonly engine: SpecConfig;
  /** `/proc/PID/root` of the running container: its users as they are now. */
  readonly rootfs: string;
  readonly linkedEnv?: readonly string[];
}

/**
 * A further process in a running container: its environment, directory and limits, with what the body
 * says over them. One to three small reads. moby: daemon/exec_linux.go
 *
 * @throws invalidArgument `unable to find user x: no matching entries in passwd file`
 */
export function buildExecProcess(input: ExecInput): OciProcess {
  const { config, hostConfig } = input.container;
  const named = input.body.User ?? '';
  const word = named === '' ? (config.User ?? '') : named;
  const user = resolveUser(word, hostConfig.GroupAdd ?? [], readUserFiles(input.rootfs));
  return execProcess(input, user);
}

/** The pure half of buildExecProcess(). */
export function execProcess(input: Omit<ExecInput, 'rootfs'>, user: ResolvedUser): OciProcess {
  const { container, body } = input;
  return {
    ...terminalOf(body),
    user: { uid: user.uid, gid: user.gid, additionalGids: [...user.additionalGids] },
    args: [...(body.Cmd ?? [])],
    env: environmentOf(input, user),
    cwd: [body.WorkingDir, container.config.WorkingDir].find(Boolean) ?? '/',
    ...confinement(input, user),
  };
}

function environmentOf(input: Omit<ExecInput, 'rootfs'>, { home }: ResolvedUser): string[] {
  const { container, body, linkedEnv = [] } = input;
  const { config } = container;
  const base = [...baseEnvironment({ config }, body.Tty ?? false), ...linkedEnv];
  return environment(base, [...(config.Env ?? []), ...(body.Env ?? [])], home);
}

type Confinement = 'capabilities' | 'rlimits' | 'noNewPrivileges' | 'apparmorProfile';

function confinement(
  { container: { hostConfig }, body, host, engine }: Omit<ExecInput, 'rootfs'>,
  { uid }: ResolvedUser,
): Pick<OciProcess, Confinement> {
  const security = parseSecurityOpts(hostConfig.SecurityOpt ?? []);
  const apparmor = apparmorProfileOf({ hostConfig, host, security });
  const limits = rlimitsOf({ hostConfig, engine, host });
  return {
    // A privileged exec has them all, whoever runs it.
    capabilities: body.Privileged
      ? capabilitySets(host.capabilities, 0)
      : capabilitySets(grantedCapabilities({ hostConfig, host }), uid),
    ...(limits.length > 0 ? { rlimits: limits } : {}),
    noNewPrivileges: security.noNewPrivileges ?? engine.noNewPrivileges,
    ...(apparmor === undefined ? {} : { apparmorProfile: apparmor }),
  };
}

function terminalOf(
  body: DeepReadonly<ExecCreateBody>,
): Pick<OciProcess, 'terminal' | 'consoleSize'> {
  return body.Tty ? { terminal: true, ...consoleSize(body) } : {};
}

function consoleSize({
  ConsoleSize,
}: DeepReadonly<ExecCreateBody>): Pick<OciProcess, 'consoleSize'> {
  const [height = 0, width = 0] = ConsoleSize ?? [];
  return height > 0 && width > 0 ? { consoleSize: { height, width } } : {};
}
