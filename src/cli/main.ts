import { runProgram } from './program/run-program.ts';

// The status is set, not exit() called: what was written to a pipe would be lost.
process.exitCode = await runProgram(process.argv.slice(2));
