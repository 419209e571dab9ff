import { setTimeout as delay } from 'node:timers/promises';

import { buildInfo } from '../../lib/build-info.ts';
import { EngineError, forbidden, isCode, messageOf } from '../../lib/errors.ts';
import type { Logger } from '../../lib/logger.ts';
import { type Flags, parseFlags } from '../config/flags.ts';
import { helpText } from '../config/help.ts';
import { loadConfig } from '../config/load.ts';
import { reloadConfig } from '../config/reload.ts';
import type { Config } from '../config/schema.ts';
import { type ActivationEnvironment, passedSockets } from './activation.ts';
import { createDaemonLog } from './daemon-log.ts';
import { createNotifier, type ServiceNotifier } from './notify.ts';
import type { Compose, Serving } from './serve.ts';
import { onSignals } from './signals.ts';

const EXIT_BY_SIGNAL = { SIGINT: 130, SIGTERM: 143 } as const;

export interface Program {
  readonly argv: readonly string[];
  /** Read, and rid of what is meant for us alone. */
  readonly env: Record<string, string | undefined>;
  /** Loads the composition root, which is heavy: not before the configuration is known to be right. */
  readonly loadCompose: () => Promise<{ readonly compose: Compose }>;
}

/** argv → configuration → engine → sockets → a signal → end. Never throws: failures end the process with 1. */
export function runDaemon(program: Program): void {
  main(program).catch((err: unknown) => {
    const isUsage = isCode(err, 'invalidArgument');
    const text = err instanceof EngineError ? err.message : ((err as Error).stack ?? String(err));
    process.stderr.write(`joeyd: ${text}${isUsage ? "\nSee 'joeyd --help'." : ''}\n`);
    process.exit(1);
  });
}

async function main(program: Program): Promise<void> {
  const { argv, env } = program;
  const flags = parseFlags(argv);
  const answer = textAnswer(flags);
  if (answer !== undefined) {
    print(answer);
    return;
  }
  if (env['JOEYD_WARM_UP'] !== undefined) {
    const { warmUp } = await import('./warm-up.ts');
    await warmUp(program.loadCompose);
    return;
  }
  const { config, warnings } = await loadConfig(flags, env);
  if (flags.validate) {
    print('configuration OK\n');
    return;
  }
  const log = await createDaemonLog(config);
  endOnBugs(log);
  for (const warning of warnings) log.warn(warning);
  await start(program, { flags, config, log });
}

function textAnswer({ help, version }: Flags): string | undefined {
  if (help) return helpText();
  return version ? `Joey version ${buildInfo.version}, build ${buildInfo.commit}\n` : undefined;
}

function print(text: string): void {
  process.stdout.write(text);
}

async function start(
  { env, loadCompose }: Program,
  { flags, config, log }: Pick<RunningState, 'flags' | 'config' | 'log'>,
): Promise<void> {
  if (process.geteuid?.() !== 0) throw forbidden('joeyd must be run as root');
  const passed = passedSockets(takeActivation(env));
  const notifier = createNotifier(take(env, 'NOTIFY_SOCKET'), take(env, 'WATCHDOG_USEC'), log);
  const { serve } = await import('./serve.ts');
  const state: RunningState = { flags, env, config, log, notifier, serving: undefined };
  // From here on a signal must not leave things half made, so they are listened to before the work begins.
  onSignals({
    terminate: (signal) => void terminate(state, signal),
    force: (signal) => process.exit(EXIT_BY_SIGNAL[signal as keyof typeof EXIT_BY_SIGNAL]),
    reload: () => void reload(state),
  });
  state.serving = serve(config, { passed, loadCompose }, log);
  const { addresses } = await state.serving;
  log.info({ addresses, version: buildInfo.version, ms: Math.round(performance.now()) }, 'serving');
  await notifier.ready();
}

interface RunningState {
  readonly flags: Flags;
  readonly env: Program['env'];
  config: Config;
  readonly log: Logger;
  readonly notifier: ServiceNotifier;
  serving: Promise<Serving> | undefined;
}

/** Requests get their time, containers go on without us. */
async function terminate(state: RunningState, signal: NodeJS.Signals): Promise<void> {
  const { log, notifier, config } = state;
  log.info({ signal }, 'shutting down; containers keep running');
  const patience = new AbortController();
  try {
    await notifier.stopping();
    const closing = state.serving?.then((serving) => serving[Symbol.asyncDispose]());
    const limit = config.shutdownTimeout < 0 ? undefined : config.shutdownTimeout * 1000;
    const late =
      limit === undefined ? [] : [delay(limit, 'late' as const, { signal: patience.signal })];
    const outcome = await Promise.race([closing, ...late]);
    if (outcome === 'late') log.warn({ limit }, 'shutdown took too long');
    else log.info('stopped');
    await written(log);
    process.exit(0);
  } catch (err) {
    log.error({ err }, 'shutdown failed');
    await written(log);
    process.exit(1);
  }
}

/** Lines on their way are written in their order; an exit alone would turn the last ones round. */
const written = (log: Logger): Promise<void> =>
  new Promise((resolve) => {
    log.flush(() => resolve());
  });

/** SIGHUP: what is wrong is said and changes nothing. */
async function reload(state: RunningState): Promise<void> {
  const { log, notifier, flags, env } = state;
  const engine = (await state.serving)?.engine;
  await notifier.reloading();
  try {
    const { config: fresh } = await loadConfig(flags, env);
    const { config, needRestart } = reloadConfig(state.config, fresh);
    state.config = config;
    log.level = config.effectiveLogLevel;
    engine?.onReload(config);
    log.info({ needRestart }, 'configuration reloaded');
  } catch (err) {
    log.error({ err: messageOf(err) }, 'the configuration was not reloaded');
  }
  await notifier.ready();
}

/** A rejection that nobody expected is a bug: the state is unknown, and a restart finds the truth again. */
function endOnBugs(log: Logger): void {
  const end = (err: unknown): void => {
    log.fatal({ err }, 'unexpected failure');
    log.flush();
    process.exit(1);
  };
  process.on('unhandledRejection', end);
  process.on('uncaughtException', end);
}

/** Read once and removed: our children are not the ones that were meant. */
function take(env: Program['env'], name: string): string | undefined {
  const value = env[name];
  Reflect.deleteProperty(env, name);
  return value;
}

const takeActivation = (env: Program['env']): ActivationEnvironment => ({
  pid: take(env, 'LISTEN_PID'),
  count: take(env, 'LISTEN_FDS'),
  names: take(env, 'LISTEN_FDNAMES'),
});
