import { commandLine } from '../command-line.ts';
import { type SpecContext, type SpecStep, wantsInit } from './context.ts';
import { INIT_IN_CONTAINER } from './defaults.ts';

/** Arguments, directory and terminal of the first process. */
export const processStep: SpecStep = (spec, context) => {
  const { config, security, engine } = context;
  spec.process.args = argumentsOf(context);
  spec.process.cwd =
    config.WorkingDir === undefined || config.WorkingDir === '' ? '/' : config.WorkingDir;
  spec.process.noNewPrivileges = security.noNewPrivileges ?? engine.noNewPrivileges;
  if (!config.Tty) return;
  spec.process.terminal = true;
  const [height = 0, width = 0] = context.hostConfig.ConsoleSize ?? [];
  if (height > 0 && width > 0) spec.process.consoleSize = { height, width };
};

function argumentsOf(context: SpecContext): string[] {
  const words = [...commandLine(context.config)];
  return wantsInit(context) ? [INIT_IN_CONTAINER, '--', ...words] : words;
}
