import type { ExecCreateBody, ExecInspect } from '../../../api/schemas.ts';
import type { TerminalSize } from '../container-mgr.ts';
import type { StreamSession } from '../io/container-io.ts';

/** Further processes in running containers. */
export interface ExecMgr {
  create(containerRef: string, body: ExecCreateBody, signal: AbortSignal): Promise<{ Id: string }>;
  /** Starts it and answers its streams; with `detach` there is nothing to run. */
  start(
    id: string,
    options: {
      readonly detach: boolean;
      readonly tty: boolean;
      readonly consoleSize?: TerminalSize;
    },
    signal: AbortSignal,
  ): Promise<StreamSession | undefined>;
  inspect(id: string): ExecInspect;
  resize(id: string, size: TerminalSize, signal: AbortSignal): Promise<void>;
}
