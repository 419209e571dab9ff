import type { ContainerConfig, HealthConfig, ImageConfig } from '../../../api/schemas.ts';
import type { DeepReadonly } from '../../../lib/deep-readonly.ts';
import { noCommand } from '../errors.ts';

type Config = DeepReadonly<ContainerConfig>;
type Image = DeepReadonly<ImageConfig>;

/**
 * The image fills what the user left open. A new object; neither argument is changed.
 * moby: daemon/commit.go merge, daemon/daemon.go mergeAndVerifyConfig
 *
 * @throws invalidArgument when there is nothing to run
 */
export function mergeImageConfig(config: Config, image: Image): Config {
  const merged: Config = {
    ...config,
    User: config.User === undefined || config.User === '' ? (image.User ?? '') : config.User,
    WorkingDir: firstOf(config.WorkingDir, image.WorkingDir),
    Env: mergeEnv(config.Env ?? [], image.Env ?? []),
    Labels: { ...image.Labels, ...config.Labels },
    ...mergeCommand(config, image),
    ...union('ExposedPorts', config.ExposedPorts, image.ExposedPorts),
    ...union('Volumes', config.Volumes, image.Volumes),
    ...mergeStopSignal(config, image),
    ...mergeHealthcheck(config.Healthcheck, image.Healthcheck),
  };
  if (isNone(merged.Entrypoint) && isNone(merged.Cmd)) throw noCommand();
  return merged;
}

const isNone = (list: readonly string[] | null | undefined): boolean => (list?.length ?? 0) === 0;

const firstOf = (own = '', inherited = ''): string => (own === '' ? inherited : own);

const nameOf = (entry: string): string => entry.split('=', 1)[0] ?? '';

/** The user's entries first, then the image's of other names. */
function mergeEnv(own: readonly string[], inherited: readonly string[]): readonly string[] | null {
  const names = new Set(own.map(nameOf));
  const all = [...own, ...inherited.filter((entry) => !names.has(nameOf(entry)))];
  return all.length === 0 ? null : all;
}

/**
 * The image's command belongs to the image's entrypoint: it is lost when the user names an entrypoint.
 * An entrypoint of one empty word takes the image's away and puts none in its place.
 */
function mergeCommand(config: Config, image: Image): Pick<Config, 'Cmd' | 'Entrypoint'> {
  if (!isNone(config.Entrypoint)) {
    const isReset = config.Entrypoint?.length === 1 && config.Entrypoint[0] === '';
    return { Cmd: orNull(config.Cmd), Entrypoint: isReset ? null : (config.Entrypoint ?? null) };
  }
  return {
    Cmd: orNull(isNone(config.Cmd) ? image.Cmd : config.Cmd),
    Entrypoint: config.Entrypoint ?? image.Entrypoint ?? null,
  };
}

const orNull = (list: readonly string[] | null | undefined): readonly string[] | null =>
  isNone(list) ? null : (list ?? null);

type ObjectSet = Readonly<Record<string, Readonly<Record<string, never>>>> | null | undefined;

function union<K extends 'ExposedPorts' | 'Volumes'>(
  field: K,
  own: ObjectSet,
  inherited: ObjectSet,
): Partial<Record<K, NonNullable<ObjectSet>>> {
  if (inherited == null || Object.keys(inherited).length === 0) return {};
  return { [field]: { ...inherited, ...own } } as Partial<Record<K, NonNullable<ObjectSet>>>;
}

function mergeStopSignal(config: Config, image: Image): Pick<Config, 'StopSignal'> {
  const signal = firstOf(config.StopSignal, image.StopSignal);
  return signal === '' ? {} : { StopSignal: signal };
}

type Healthcheck = DeepReadonly<HealthConfig>;

/** Each part that the user left at zero is the image's. */
function mergeHealthcheck(
  own: Healthcheck | null | undefined,
  inherited: Healthcheck | undefined,
): Pick<Config, 'Healthcheck'> {
  if (inherited === undefined) return {};
  if (own == null) return { Healthcheck: inherited };
  const { Test } = own;
  const set = Object.entries(own).filter(([, value]) => Boolean(value));
  return {
    Healthcheck: {
      ...inherited,
      ...Object.fromEntries(set),
      ...(isNone(Test) ? { Test: inherited.Test } : { Test }),
    },
  };
}
