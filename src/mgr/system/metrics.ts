import type { Registry } from 'prom-client';

import type { EngineEvent } from '../../lib/engine-event.ts';

/** Upper bounds in seconds, as dockerd's own timers have them. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Operations with a duration of their own, and dockerd's names of them where it has some. */
const TIMED: ReadonlyMap<string, string> = new Map(
  ['Create', 'Start', 'Restart', 'Kill', 'Pause', 'Unpause', 'Delete', 'Changes', 'Inspect', 'List']
    .map((verb) => [`Container${verb}`, verb.toLowerCase()] as const)
    .concat([['ContainerExec', 'exec_create']]),
);

interface Timing {
  readonly counts: number[];
  count: number;
  sum: number;
}

/** What is asked at the moment of the question instead of being counted. */
export interface Gauges {
  readonly containers: () => { running: number; paused: number; stopped: number };
  readonly eventListeners: () => number;
  readonly engine: Readonly<Record<string, string>>;
  readonly cpus: number;
  readonly memoryBytes: number;
}

/**
 * Counts while the engine works and knows no library; prom-client (and its 15 ms) comes with the
 * first question. The names are dockerd's where dockerd has the figure, so that dashboards go on working.
 */
export class EngineMetrics {
  readonly #timings = new Map<string, Timing>();
  readonly #events = new Map<string, number>();
  #registry: Promise<Registry> | undefined;

  /** An operation on a container has ended, e.g. `start`. */
  readonly observeAction = (action: string, seconds: number): void => {
    const timing = this.#timings.get(action) ?? newTiming();
    this.#timings.set(action, timing);
    timing.count += 1;
    timing.sum += seconds;
    const bucket = BUCKETS.findIndex((bound) => seconds <= bound);
    if (bucket !== -1) timing.counts[bucket] = (timing.counts[bucket] ?? 0) + 1;
  };

  /** An answered request, by its operationId. What waits for clients or processes tells nothing and is left out. */
  readonly observeOperation = (operation: string | undefined, seconds: number): void => {
    const action = TIMED.get(operation ?? '');
    if (action !== undefined) this.observeAction(action, seconds);
  };

  readonly observeEvent = ({ type, action }: EngineEvent): void => {
    // The part behind the colon is the user's command: it would make a series of its own each time.
    const [verb = ''] = action.split(':');
    const key = `type="${type}",action="${verb}"`;
    this.#events.set(key, (this.#events.get(key) ?? 0) + 1);
  };

  async expose(gauges: Gauges): Promise<{ contentType: string; body: string }> {
    this.#registry ??= processRegistry();
    const registry = await this.#registry;
    const body = [await registry.metrics(), this.#ownText(gauges), ''].join('\n');
    return { contentType: registry.contentType, body };
  }

  #ownText(gauges: Gauges): string {
    const states = Object.entries(gauges.containers());
    return [
      ...family('engine_daemon_container_states_containers', 'gauge', 'Containers by state', [
        ...states.map(([state, count]) => [`{state="${state}"}`, count] as const),
      ]),
      ...family('engine_daemon_engine_cpus_cpus', 'gauge', 'CPUs of the host', [['', gauges.cpus]]),
      ...family('engine_daemon_engine_memory_bytes', 'gauge', 'Memory of the host', [
        ['', gauges.memoryBytes],
      ]),
      ...family('engine_daemon_engine_info', 'gauge', 'What runs, in labels', [
        [labels(gauges.engine), 1],
      ]),
      ...family('engine_daemon_events_total', 'counter', 'Events by type and action', [
        ...[...this.#events].map(([key, count]) => [`{${key}}`, count] as const),
      ]),
      ...family('engine_daemon_events_subscribers', 'gauge', 'Readers of events', [
        ['', gauges.eventListeners()],
      ]),
      ...this.#timingText(),
    ].join('\n');
  }

  #timingText(): string[] {
    const name = 'engine_daemon_container_actions_seconds';
    const samples = [...this.#timings].flatMap(([action, { counts, count, sum }]) => {
      let total = 0;
      const buckets = BUCKETS.map((bound, index) => {
        total += counts[index] ?? 0;
        return `${name}_bucket{action="${action}",le="${bound}"} ${total}`;
      });
      return [
        ...buckets,
        `${name}_bucket{action="${action}",le="+Inf"} ${count}`,
        `${name}_sum{action="${action}"} ${sum}`,
        `${name}_count{action="${action}"} ${count}`,
      ];
    });
    return [...heading(name, 'histogram', 'Duration of operations on containers'), ...samples];
  }
}

const newTiming = (): Timing => ({ counts: BUCKETS.map(() => 0), count: 0, sum: 0 });

/** The process's own figures: CPU, memory, descriptors, event loop. */
async function processRegistry(): Promise<Registry> {
  const { collectDefaultMetrics, Registry: Metrics } = await import('prom-client');
  const registry = new Metrics();
  collectDefaultMetrics({ register: registry });
  return registry;
}

const heading = (name: string, type: string, help: string): string[] => [
  `# HELP ${name} ${help}`,
  `# TYPE ${name} ${type}`,
];

const family = (
  name: string,
  type: string,
  help: string,
  samples: readonly (readonly [labels: string, value: number])[],
): string[] => [
  ...heading(name, type, help),
  ...samples.map(([suffix, value]) => `${name}${suffix} ${value}`),
];

function labels(values: Readonly<Record<string, string>>): string {
  const escape = (text: string): string =>
    text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
  return `{${Object.entries(values)
    .map(([key, value]) => `${key}="${escape(value)}"`)
    .join(',')}}`;
}
