import type { Config } from './config/schema.ts';
import type { Managers } from './managers.ts';
import type { FinishedRequest } from './plugins/request-log.ts';

/** The whole engine behind its HTTP face, as compose.ts builds it. */
export interface Engine extends AsyncDisposable {
  readonly managers: Managers;
  /** The settings that may change while we run have changed; announces it as an event. */
  onReload(config: Config): void;
  /** Told of every answered request, for the counters. */
  readonly onFinished?: (request: FinishedRequest) => void;
}
