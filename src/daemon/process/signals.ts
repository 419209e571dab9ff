/** What the process does when it is told something. */
export interface SignalActions {
  /** The first SIGTERM or SIGINT. */
  terminate(signal: NodeJS.Signals): void;
  /** The second: whoever sends it does not want to wait. */
  force(signal: NodeJS.Signals): void;
  reload(): void;
}

/** Disposing gives the signals back. SIGPIPE is Node's to ignore. */
export function onSignals(actions: SignalActions): Disposable {
  let isTerminating = false;
  const stop = (signal: NodeJS.Signals): void => {
    if (isTerminating) {
      actions.force(signal);
      return;
    }
    isTerminating = true;
    actions.terminate(signal);
  };
  const reload = (): void => actions.reload();
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  process.on('SIGHUP', reload);
  return {
    [Symbol.dispose]: () => {
      process.off('SIGTERM', stop);
      process.off('SIGINT', stop);
      process.off('SIGHUP', reload);
    },
  };
}
