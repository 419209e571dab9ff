import type { SpecContext, SpecStep } from './context.ts';
import { DEFAULT_PATH } from './defaults.ts';

export const env: SpecStep = (spec, context) => {
  const { config, linkedEnv, user } = context;
  spec.process.env = environment(
    [...baseEnvironment(context, config.Tty === true), ...linkedEnv],
    config.Env ?? [],
    user.home,
  );
};

/** What Docker puts before everything that image and user say. */
export function baseEnvironment({ config }: Pick<SpecContext, 'config'>, tty: boolean): string[] {
  return [
    `PATH=${DEFAULT_PATH}`,
    `HOSTNAME=${config.Hostname ?? ''}`,
    ...(tty ? ['TERM=xterm'] : []),
  ];
}

/**
 * Later entries replace earlier ones in their place; a bare name removes. HOME is the user's unless it
 * was set. moby: daemon/container ReplaceOrAppendEnvValues; runc sets HOME likewise.
 */
export function environment(
  defaults: readonly string[],
  overrides: readonly string[],
  home: string,
): string[] {
  const entries = new Map<string, string>();
  for (const entry of [...defaults, ...overrides]) {
    const equals = entry.indexOf('=');
    if (equals === -1) entries.delete(entry);
    else entries.set(entry.slice(0, equals), entry);
  }
  if (!entries.has('HOME')) entries.set('HOME', `HOME=${home}`);
  return [...entries.values()];
}
