import { parentPort } from 'node:worker_threads';

import { EngineError, messageOf } from '../../../lib/errors.ts';
import { ContainerOutputs } from './container-outputs.ts';
import type { FromWorker, IoKey, Request, ToWorker } from './worker-protocol.ts';

/**
 * A log worker: pumps the outputs of many containers into their logs, so that the main thread sees bytes
 * only where a client is attached. The main thread opens the pipes and passes their descriptors.
 */
const all = new Map<IoKey, ContainerOutputs>();

function post(message: FromWorker, transfer?: readonly ArrayBuffer[]): void {
  parentPort?.postMessage(message, transfer);
}

function open({ io, ask }: Extract<Request, { type: 'open' }>): null {
  const outputs = new ContainerOutputs({
    ...ask,
    output: (stream, bytes) =>
      post({ type: 'output', io, stream, bytes }, [bytes.buffer as ArrayBuffer]),
    drained: () => post({ type: 'drained', io }),
    trouble: (message) => post({ type: 'trouble', io, message }),
  });
  all.set(io, outputs);
  return null;
}

function outputsOf(io: IoKey): ContainerOutputs {
  const outputs = all.get(io);
  if (outputs === undefined) throw new EngineError('notFound', 'no such container streams');
  return outputs;
}

async function serve(request: Request): Promise<unknown> {
  if (request.type === 'open') return open(request);
  const outputs = outputsOf(request.io);
  switch (request.type) {
    case 'mark':
      outputs.tap(true);
      post({ type: 'marked', io: request.io, id: request.id, unlogged: outputs.unlogged });
      return await outputs.mark();
    case 'files':
      return await outputs.files();
    case 'grown':
      await new Promise<void>((tell) => outputs.onGrowth(request.id, request.ask, tell));
      return null;
    case 'after':
      return outputs.after(request.ask.generation);
    case 'close':
      all.delete(request.io);
      return await outputs.close();
  }
}

async function answer(request: Request): Promise<void> {
  const { id } = request;
  try {
    post({ type: 'answer', id, answer: await serve(request) });
  } catch (err) {
    const code = err instanceof EngineError ? err.code : 'internal';
    post({ type: 'refusal', id, code, message: messageOf(err) });
  }
}

parentPort?.on('message', (message: ToWorker) => {
  if (message.type === 'tap') all.get(message.io)?.tap(message.on);
  else if (message.type === 'credit') all.get(message.io)?.credit(message.bytes);
  else if (message.type === 'cancel') all.get(message.io)?.cancelGrowth(message.id);
  else void answer(message);
});
