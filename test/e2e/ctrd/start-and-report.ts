import { startContainerd } from '../../../src/ctrd/supervisor.ts';
import { optionsFor } from './containerd-target.ts';

// A daemon that a test kills: starts containerd below the given directory and says which it is.
const supervisor = await startContainerd(optionsFor(process.argv[2] ?? ''));
console.log(JSON.stringify({ pid: supervisor.pid, adopted: supervisor.adopted }));
setInterval(() => undefined, 1000);
