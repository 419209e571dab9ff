import { background } from '../../../lib/dispose.ts';
import { isCode, messageOf } from '../../../lib/errors.ts';
import type { ContainerDeps } from '../deps.ts';
import type { ProbeResult } from './health.ts';
import type { HealthCheck } from './health-check.ts';
import { ProbeOutput } from './probe-output.ts';

type ProbeDeps = Pick<ContainerDeps, 'execs' | 'runtime' | 'clock' | 'log'>;

const SIGKILL = 9;
const KILL_MS = 10_000;
const NEVER_RAN = -1;

/**
 * Asks the container once: an exec as its own user. What takes too long is killed, so that no probe is
 * left behind. Does not fail: a probe that cannot run is an unhealthy answer.
 */
export async function probe(
  deps: ProbeDeps,
  id: string,
  check: HealthCheck,
  signal: AbortSignal,
): Promise<ProbeResult> {
  const startedAt = deps.clock.now();
  const outcome = await ask(deps, id, check, signal).catch((err: unknown) => ({
    exitCode: NEVER_RAN,
    output: messageOf(err),
  }));
  return { startedAt, finishedAt: deps.clock.now(), ...outcome };
}

type Outcome = Pick<ProbeResult, 'exitCode' | 'output'>;

async function ask(
  deps: ProbeDeps,
  id: string,
  check: HealthCheck,
  signal: AbortSignal,
): Promise<Outcome> {
  const body = { Cmd: [...check.command], AttachStdout: true, AttachStderr: true };
  const { Id: execId } = await deps.execs.create(id, body, signal);
  const session = await deps.execs.start(execId, { detach: false, tty: false }, signal);
  const output = new ProbeOutput();
  const ran = session?.run(output, 'raw').then(() => 'ended' as const);
  const patience = new AbortController();
  const late = tooLate(deps, check, AbortSignal.any([signal, patience.signal]));
  const outcome = await Promise.race([ran, late]);
  patience.abort();
  if (outcome === 'late') {
    background(deps.log, 'probe kill', killProbe(deps, id, execId));
    output.destroy();
    return { exitCode: NEVER_RAN, output: tooLateText(check, output.text) };
  }
  const { ExitCode: exitCode, Pid: pid } = deps.execs.inspect(execId);
  if (pid === 0) return { exitCode: NEVER_RAN, output: output.text.trimEnd() };
  return { exitCode: exitCode ?? NEVER_RAN, output: output.text };
}

/** Also when the container ends: then nobody wants to know any more. */
async function tooLate(
  { clock }: ProbeDeps,
  { timeoutMs }: HealthCheck,
  signal: AbortSignal,
): Promise<'late'> {
  try {
    await clock.sleep(timeoutMs, signal);
  } catch (err) {
    if (!isCode(err, 'canceled')) throw err;
  }
  return 'late';
}

async function killProbe({ runtime }: ProbeDeps, id: string, execId: string): Promise<void> {
  try {
    const process = { containerId: id, execId, signal: SIGKILL };
    await runtime.tasks.kill(process, AbortSignal.timeout(KILL_MS));
  } catch (err) {
    if (!isCode(err, 'notFound')) throw err;
  }
}

function tooLateText({ timeoutMs }: HealthCheck, output: string): string {
  const sentence = `Health check exceeded timeout (${goDuration(timeoutMs)})`;
  return output === '' ? sentence : `${sentence}: ${output}`;
}

/** As Go prints a duration: `500ms`, `1.5s`, `2m0s`, `1h0m0s`. */
export function goDuration(ms: number): string {
  if (ms < 1000) return `${ms}ms`;
  const hours = Math.trunc(ms / 3_600_000);
  const minutes = Math.trunc(ms / 60_000) % 60;
  const seconds = `${(ms % 60_000) / 1000}s`;
  if (hours > 0) return `${hours}h${minutes}m${seconds}`;
  return minutes > 0 ? `${minutes}m${seconds}` : seconds;
}
