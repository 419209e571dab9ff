import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';

import { waitFor } from './engine-fixture.ts';

/** A command on a pseudo-terminal of its own (util-linux `script`): what a person types and sees. */
export class Terminal implements AsyncDisposable {
  readonly #child: ChildProcessWithoutNullStreams;
  #screen = '';
  readonly #exited: Promise<number>;

  constructor(commandLine: string) {
    this.#child = spawn('script', ['-qefc', commandLine, '/dev/null'], {
      env: { ...process.env, TERM: 'xterm' },
    });
    this.#child.stdout.setEncoding('utf8').on('data', (text: string) => (this.#screen += text));
    this.#child.stderr.setEncoding('utf8').on('data', (text: string) => (this.#screen += text));
    this.#exited = once(this.#child, 'exit').then(([code]) => Number(code));
  }

  get screen(): string {
    return this.#screen;
  }

  type(text: string): void {
    this.#child.stdin.write(text);
  }

  /** Waits until the screen shows it. */
  async shows(pattern: RegExp): Promise<void> {
    await waitFor(`${String(pattern)} in ${JSON.stringify(this.#screen)}`, () =>
      Promise.resolve(pattern.test(this.#screen)),
    );
  }

  /** @returns the exit status of the command */
  get exited(): Promise<number> {
    return this.#exited;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode === null) this.#child.kill('SIGKILL');
    await this.#exited;
  }
}
