import type { ContainerTop } from '../../api/schemas.ts';
import type { Tasks } from '../../ctrd/containerd.ts';
import { internal, invalidArgument } from '../../lib/errors.ts';
import { run, stderrOf } from '../../lib/exec.ts';
import { isRestarting, notRunning } from './errors.ts';
import type { ContainerRecord } from './record.ts';
import { isAlive } from './state.ts';

export interface TopDeps {
  readonly runtime: { readonly tasks: Pick<Tasks, 'pids'> };
  /** Another `ps` in tests. */
  readonly ps?: (args: readonly string[], signal: AbortSignal) => Promise<string>;
}

/**
 * The container's processes as the host's `ps` shows them. moby: daemon/top_unix.go
 * @throws conflict when it does not run, invalidArgument, internal with what `ps` said
 */
export async function top(
  deps: TopDeps,
  record: Pick<ContainerRecord, 'id' | 'state'>,
  psArgs: string,
  signal: AbortSignal,
): Promise<ContainerTop> {
  const { id, state } = record;
  if (state.status === 'restarting') throw isRestarting(id);
  if (!isAlive(state)) throw notRunning(id);
  const args = psArgs === '' ? '-ef' : psArgs;
  refuseRenamedPid(args);
  const pids = await deps.runtime.tasks.pids(id, signal);
  const { ps = runPs } = deps;
  return parsePs(await listProcesses(ps, args.split(' '), pids, signal), new Set(pids));
}

/** A column that is called PID and is another one would let other processes through. */
function refuseRenamedPid(args: string): void {
  for (const [, column = '', title = ''] of args.matchAll(/\s+([^\s]*)=\s*(PID[^\s]*)/g)) {
    if (column !== 'pid') {
      throw invalidArgument(`specifying "${column}=${title}" is not allowed`);
    }
  }
}

/** Asks for our pids only; some selections of the user's forbid that, and then all are listed and sifted. */
async function listProcesses(
  ps: NonNullable<TopDeps['ps']>,
  args: readonly string[],
  pids: readonly number[],
  signal: AbortSignal,
): Promise<string> {
  try {
    return await ps([...args, `-q${pids.join(',')}`], signal);
  } catch {
    signal.throwIfAborted();
  }
  try {
    return await ps(args, signal);
  } catch (err) {
    const [firstLine = ''] = stderrOf(err).split('\n');
    throw internal(`ps: ${firstLine}`, err);
  }
}

const runPs = (args: readonly string[], signal: AbortSignal): Promise<string> =>
  run('ps', args, { signal });

/** Exported for its table test. @throws internal `Couldn't find PID field in ps output` */
export function parsePs(output: string, pids: ReadonlySet<number>): ContainerTop {
  const [heading = '', ...lines] = output.split('\n');
  const titles = fields(heading);
  const pidColumn = titles.lastIndexOf('PID');
  if (pidColumn === -1) throw internal("Couldn't find PID field in ps output");
  const processes: string[][] = [];
  let belongs = false;
  for (const line of lines.filter((text) => text !== '')) {
    const columns = fields(line);
    const pid = columns[pidColumn] ?? '';
    // Thread lines have no pid of their own and belong to the process above them.
    if (pid !== '-') belongs = pids.has(readPid(pid));
    if (belongs) processes.push(toTitles(columns, titles.length));
  }
  return { Titles: titles, Processes: processes };
}

function readPid(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw internal(`Unexpected pid '${text}': strconv.Atoi: parsing "${text}": invalid syntax`);
}

/** ASCII white space only: a command's name may hold other kinds. */
const fields = (line: string): string[] => line.split(/[\t\n\v\f\r ]+/).filter(Boolean);

/** As many columns as titles: the last one, the command line, keeps its words. */
const toTitles = (columns: readonly string[], count: number): string[] => [
  ...columns.slice(0, count - 1),
  columns.slice(count - 1).join(' '),
];
