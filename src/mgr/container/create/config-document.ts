import type { ContainerConfig } from '../../../api/schemas.ts';
import type { DeepReadonly } from '../../../lib/deep-readonly.ts';

/** `Config` as inspect shows it when nothing was asked for. moby: api/types/container/config.go */
const ZERO = {
  Hostname: '',
  Domainname: '',
  User: '',
  AttachStdin: false,
  AttachStdout: false,
  AttachStderr: false,
  Tty: false,
  OpenStdin: false,
  StdinOnce: false,
  Env: null,
  Cmd: null,
  Image: '',
  Volumes: null,
  WorkingDir: '',
  Entrypoint: null,
  OnBuild: null,
  Labels: {},
} as const satisfies DeepReadonly<ContainerConfig>;

/** Shown only when they hold something. */
const SELDOM = [
  'ArgsEscaped',
  'ExposedPorts',
  'Healthcheck',
  'MacAddress',
  'NetworkDisabled',
  'Shell',
  'StopSignal',
] as const satisfies readonly (keyof ContainerConfig)[];

/** What was sent, completed; members nobody knows are left behind. */
export function completeConfig(sent: DeepReadonly<ContainerConfig>): DeepReadonly<ContainerConfig> {
  const values: Readonly<Record<string, unknown>> = sent;
  const complete = Object.entries(ZERO).map(([name, zero]) => [name, values[name] ?? zero]);
  const seldom = SELDOM.filter((name) => !isNothing(sent[name])).map((name) => [name, sent[name]]);
  const timeout = sent.StopTimeout == null ? [] : [['StopTimeout', sent.StopTimeout]];
  return Object.fromEntries([...complete, ...seldom, ...timeout]) as DeepReadonly<ContainerConfig>;
}

function isNothing(value: unknown): boolean {
  if (value === undefined || value === null || value === '' || value === false) return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}
