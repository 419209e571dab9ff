import { setTimeout as delay } from 'node:timers/promises';

import type { TaskExit } from '../../../ctrd/containerd.ts';
import { background } from '../../../lib/dispose.ts';
import { type EngineError, isCode } from '../../../lib/errors.ts';
import type { OciProcess } from '../../../lib/oci.ts';
import type { TerminalSize } from '../container-mgr.ts';
import type { ContainerRecord } from '../record.ts';
import type { Exec } from './exec.ts';
import type { ExecMgrDeps } from './exec-deps.ts';
import { execFailure } from './exec-errors.ts';
import type { ExecIo } from './exec-io.ts';

type LaunchDeps = Pick<ExecMgrDeps, 'tasks' | 'buildProcess' | 'log' | 'clock'> & {
  readonly onExit: (exec: Exec, exit: TaskExit) => void;
};

interface Launch {
  readonly record: ContainerRecord;
  readonly io: ExecIo;
  readonly consoleSize: TerminalSize | undefined;
  /** Aborts when the daemon ends. */
  readonly life: AbortSignal;
}

const START_MS = 120_000;
const CLEANUP_MS = 60_000;
const WAIT_AGAIN_MS = 500;
const WAIT_TIMES = 120;
/** The exit was never learnt. */
const UNKNOWN_EXIT_CODE = 255;
/** Lets the client ask for the exit code first: cleaning up costs containerd and us some milliseconds. */
const CLEAN_LATER_MS = 20;
/** After the exit, for outputs that something still holds; longer than a session waits for them. */
const DRAIN_MS = 3_000;

/**
 * Starts the process and follows it to its end; clean-up happens in the background. Never rejects:
 * answers why the process does not run.
 */
export async function launch(
  deps: LaunchDeps,
  exec: Exec,
  options: Launch,
): Promise<EngineError | undefined> {
  const process = { containerId: exec.containerId, execId: exec.id };
  const signal = AbortSignal.timeout(START_MS);
  let registered = false;
  try {
    const spec = await buildProcess(deps, exec, options);
    await deps.tasks.exec({ ...process, stdio: options.io.stdio, process: spec }, signal);
    registered = true;
    const exit = waitForExit(deps, exec, options.life);
    exec.running(await deps.tasks.start(process, signal));
    background(deps.log, 'exec end', follow(deps, exec, options, exit));
    return undefined;
  } catch (err) {
    const { exitCode, error } = execFailure(err, exec.body.Cmd?.[0] ?? '');
    exec.exit({ exitCode, exitedAt: deps.clock.now() });
    background(deps.log, 'exec clean-up', cleanUp(deps, exec, options.io, registered));
    return error;
  }
}

async function buildProcess(
  deps: LaunchDeps,
  exec: Exec,
  { record, consoleSize }: Launch,
): Promise<OciProcess> {
  const size =
    consoleSize === undefined ? {} : { ConsoleSize: [consoleSize.height, consoleSize.width] };
  return await deps.buildProcess(record, { ...exec.body, ...size });
}

async function follow(
  deps: LaunchDeps,
  exec: Exec,
  { io }: Launch,
  exit: Promise<TaskExit | undefined>,
): Promise<void> {
  const known = await Promise.race([exit, exec.exited]);
  if (known === undefined) return;
  deps.onExit(exec, known);
  await Promise.race([io.drained, delay(DRAIN_MS, undefined, { ref: false })]);
  await delay(CLEAN_LATER_MS, undefined, { ref: false });
  await cleanUp(deps, exec, io, true);
}

/** Waits again when containerd was away. Undefined when the daemon ends. */
async function waitForExit(
  deps: LaunchDeps,
  exec: Exec,
  life: AbortSignal,
): Promise<TaskExit | undefined> {
  for (let times = 0; times < WAIT_TIMES && goesOn(exec, life); times += 1) {
    try {
      return await deps.tasks.wait({ containerId: exec.containerId, execId: exec.id }, life);
    } catch (err) {
      if (isCode(err, 'notFound')) break;
      if (!life.aborted) deps.log.debug({ err, exec: exec.id }, 'exec wait failed');
    }
    await deps.clock.sleep(WAIT_AGAIN_MS, life).catch(() => undefined);
  }
  return life.aborted ? undefined : { exitCode: UNKNOWN_EXIT_CODE, exitedAt: deps.clock.now() };
}

const goesOn = (exec: Exec, life: AbortSignal): boolean =>
  !life.aborted && exec.state.status !== 'exited';

async function cleanUp(
  deps: LaunchDeps,
  exec: Exec,
  io: ExecIo,
  registered: boolean,
): Promise<void> {
  await using _closed = io;
  if (!registered) return;
  try {
    const process = { containerId: exec.containerId, execId: exec.id };
    await deps.tasks.delete(process, AbortSignal.timeout(CLEANUP_MS));
  } catch (err) {
    if (!isCode(err, 'notFound')) throw err;
  }
}
