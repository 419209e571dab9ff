import { constants, openSync } from 'node:fs';
import { Socket } from 'node:net';

/**
 * The end of a FIFO from which a process's output is read. Opens at once whether or not a writer is there, and ends
 * when the last writer has left. Other ways to open it either never see that end (`O_RDWR`), end before
 * the first writer came (file streams) or block a thread of the pool.
 */
export function openFifoReader(path: string): Socket {
  const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  return new Socket({ fd, readable: true, writable: false });
}

/**
 * The end of a FIFO into which a process's stdin is written. Opens at once although no reader is there (hence
 * `O_RDWR`). Ending it does not end the process's stdin: the shim holds the FIFO open until `Tasks.closeIo`.
 */
export function openFifoWriter(path: string): Socket {
  const fd = openSync(path, constants.O_RDWR | constants.O_NONBLOCK);
  return new Socket({ fd, readable: false, writable: true });
}
