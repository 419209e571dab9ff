import type { ExecCreateBody, ExecInspect } from '../../../api/schemas.ts';
import type { TaskExit } from '../../../ctrd/containerd.ts';
import type { DeepReadonly } from '../../../lib/deep-readonly.ts';

export type ExecState =
  | { readonly status: 'created' }
  | { readonly status: 'starting' }
  | { readonly status: 'running'; readonly pid: number }
  | { readonly status: 'exited'; readonly pid: number; readonly exit: TaskExit };

/** One further process of a container, from its registration until it is forgotten. In memory only. */
export class Exec {
  readonly id: string;
  readonly containerId: string;
  readonly body: DeepReadonly<ExecCreateBody>;
  readonly detachKeys: readonly number[];
  /** Fulfilled when the process runs, or will never. */
  readonly started: Promise<void>;
  readonly exited: Promise<TaskExit>;
  #state: ExecState = { status: 'created' };
  #markStarted: () => void = () => undefined;
  #markExited: (exit: TaskExit) => void = () => undefined;

  constructor(
    ids: { readonly id: string; readonly containerId: string },
    body: DeepReadonly<ExecCreateBody>,
    detachKeys: readonly number[],
  ) {
    this.id = ids.id;
    this.containerId = ids.containerId;
    this.body = body;
    this.detachKeys = detachKeys;
    this.started = new Promise((resolve) => (this.#markStarted = resolve));
    this.exited = new Promise((resolve) => (this.#markExited = resolve));
  }

  get state(): ExecState {
    return this.#state;
  }

  get tty(): boolean {
    return this.body.Tty === true;
  }

  /** The command as events print it: program, a space, arguments. */
  get commandLine(): string {
    const [program = '', ...args] = this.body.Cmd ?? [];
    return `${program} ${args.join(' ')}`;
  }

  starting(): void {
    this.#state = { status: 'starting' };
  }

  /** A process may have exited before its start was answered. */
  running(pid: number): void {
    this.#state =
      this.#state.status === 'exited' ? { ...this.#state, pid } : { status: 'running', pid };
    this.#markStarted();
  }

  /** @returns false when that was known */
  exit(exit: TaskExit): boolean {
    if (this.#state.status === 'exited') return false;
    const pid = this.#state.status === 'running' ? this.#state.pid : 0;
    this.#state = { status: 'exited', pid, exit };
    this.#markStarted();
    this.#markExited(exit);
    return true;
  }

  inspect(): ExecInspect {
    const { body } = this;
    const [program = '', ...args] = body.Cmd ?? [];
    const state = this.#state;
    return {
      ID: this.id,
      Running: state.status === 'running' || state.status === 'starting',
      ExitCode: state.status === 'exited' ? state.exit.exitCode : null,
      ProcessConfig: {
        tty: this.tty,
        entrypoint: program,
        arguments: args,
        privileged: body.Privileged === true,
        ...(body.User === undefined || body.User === '' ? {} : { user: body.User }),
      },
      OpenStdin: body.AttachStdin === true,
      OpenStderr: body.AttachStderr === true,
      OpenStdout: body.AttachStdout === true,
      CanRemove: false,
      ContainerID: this.containerId,
      DetachKeys: body.DetachKeys ? Buffer.from(this.detachKeys).toString('base64') : '',
      Pid: 'pid' in state ? state.pid : 0,
    };
  }
}
