import type { ExecCreateBody, ExecInspect } from '../../src/api/schemas.ts';
import type { EngineExecMgr } from '../../src/mgr/container/exec/create-exec-mgr.ts';

/** What an exec does: `hangs` for one that never ends. */
export interface FakeExecAnswer {
  readonly exitCode: number;
  readonly output?: string;
  readonly hangs?: boolean;
  /** Its program could not be run. */
  readonly neverRuns?: boolean;
}

type Execs = Pick<EngineExecMgr, 'forget' | 'idsOf' | 'create' | 'start' | 'inspect'>;

/** Execs in memory: each next one does what the test says. */
export class FakeExecs implements Execs {
  readonly started: ExecCreateBody[] = [];
  answer: FakeExecAnswer = { exitCode: 0 };
  #bodies: ExecCreateBody[] = [];

  async create(_ref: string, body: ExecCreateBody): Promise<{ Id: string }> {
    this.#bodies.push(body);
    return await Promise.resolve({ Id: String(this.#bodies.length - 1) });
  }

  async start(id: string): ReturnType<Execs['start']> {
    const { output = '', hangs = false } = this.answer;
    this.started.push(this.#bodies[Number(id)]!);
    return await Promise.resolve({
      tty: false,
      run: async (connection) => {
        connection.write(output);
        if (hangs) await new Promise<never>(() => undefined);
        return 'ended';
      },
    });
  }

  inspect(id: string): ExecInspect {
    const { exitCode, neverRuns = false } = this.answer;
    return { ID: id, ExitCode: exitCode, Pid: neverRuns ? 0 : 1 } as ExecInspect;
  }

  forget(): void {
    // Nothing runs.
  }

  idsOf(): string[] {
    return [];
  }
}
