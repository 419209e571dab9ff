import type { ExecStartBody } from '../../api/schemas.ts';
import { invalidArgument, isCode, messageOf } from '../../lib/errors.ts';
import { encodeFrame, STREAMS } from '../../lib/raw-stream.ts';
import { without } from '../../lib/without.ts';
import type { TerminalSize } from '../../mgr/container/container-mgr.ts';
import type { Framing, StreamSession } from '../../mgr/container/io/container-io.ts';
import type { Managers } from '../managers.ts';
import { terminalSize } from './container.ts';
import { type Call, created, DONE, type Handlers, ok, WRITTEN } from './handler.ts';
import { streamType } from './stream-type.ts';

export const execRoutes = ({ execs }: Managers) =>
  ({
    ContainerExec: async ({ params, body, version, signal }) => {
      if ((body.Cmd ?? []).length === 0) throw invalidArgument('No exec command specified');
      const known = version < 1042 ? without(body, 'ConsoleSize') : body;
      return created(await execs.create(params.id, known, signal));
    },
    ExecStart: async (call) => {
      const { params, body, version, signal } = call;
      const options = { detach: body.Detach ?? false, tty: body.Tty ?? false };
      const consoleSize = version < 1042 ? undefined : consoleSizeOf(body);
      const start = execs.start(
        params.id,
        { ...options, ...(consoleSize === undefined ? {} : { consoleSize }) },
        signal,
      );
      if (!options.detach) return converse(call, start, options.tty ? 'raw' : 'multiplexed');
      await start;
      return DONE;
    },
    ExecResize: async ({ params, query, signal }) => {
      await execs.resize(params.id, terminalSize(query), signal);
      return DONE;
    },
    ExecInspect: ({ params }) => ok(execs.inspect(params.id)),
  }) satisfies Partial<Handlers>;

/** `[height, width]`; there is no console without a terminal. */
function consoleSizeOf({ Tty, ConsoleSize }: ExecStartBody): TerminalSize | undefined {
  const [height, width] = ConsoleSize ?? [];
  if (Tty !== true || height === undefined || width === undefined) return undefined;
  return { height, width };
}

/**
 * A missing or unfit exec is refused; a process that cannot be started is told in the stream, as dockerd
 * does: clients that upgrade show nothing of a refusal's body, and take the exit code from inspect.
 */
async function converse(
  call: Call<'ExecStart'>,
  start: Promise<StreamSession | undefined>,
  framing: Framing,
): Promise<'written'> {
  const [started] = await Promise.allSettled([start]);
  if (started.status === 'rejected' && isRefusal(started.reason)) throw started.reason;
  using connection = await call.reply.hijackTcp(streamType(framing, call.version));
  if (started.status === 'fulfilled') {
    await started.value?.run(connection.duplex, framing);
  } else {
    const text = Buffer.from(`${messageOf(started.reason)}\r\n`);
    connection.duplex.write(framing === 'raw' ? text : encodeFrame(STREAMS.stdout, text));
  }
  return WRITTEN;
}

function isRefusal(err: unknown): err is Error {
  return isCode(err, 'notFound') || isCode(err, 'conflict') || isCode(err, 'canceled');
}
