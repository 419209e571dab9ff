import { isCode } from '../../lib/errors.ts';
import type { NetworkContext } from './deps.ts';
import type { EndpointRecord } from './endpoint-record.ts';
import { planOf } from './network-record.ts';

/** Less than an address rests before somebody else gets it. */
const DELAY_MS = 2000;

/**
 * Looks after the interfaces of containers that went: mostly the kernel has taken them down, but
 * a namespace that others still use (`container:ID`) lives on, and must not keep an address that is free.
 */
export class Sweep implements AsyncDisposable {
  readonly #deps: Pick<NetworkContext, 'book' | 'kernel' | 'clock' | 'log'>;
  readonly #end = new AbortController();
  #waiting: EndpointRecord[] = [];
  #running: Promise<void> | undefined;

  constructor(deps: Pick<NetworkContext, 'book' | 'kernel' | 'clock' | 'log'>) {
    this.#deps = deps;
  }

  add(endpoints: readonly EndpointRecord[]): void {
    this.#waiting.push(
      ...endpoints.filter(({ ipv4, ipv6 }) => ipv4 !== undefined || ipv6 !== undefined),
    );
    if (this.#waiting.length === 0 || this.#end.signal.aborted) return;
    this.#running ??= this.#run();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#end.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    try {
      while (this.#waiting.length > 0) {
        await this.#deps.clock.sleep(DELAY_MS, this.#end.signal);
        await this.#leave(this.#waiting.splice(0));
      }
    } catch (err) {
      if (!isCode(err, 'canceled')) this.#deps.log.warn({ err }, 'interfaces were not swept');
    } finally {
      this.#running = undefined;
    }
  }

  async #leave(endpoints: readonly EndpointRecord[]): Promise<void> {
    for (const network of this.#deps.book.networks()) {
      const ids = endpoints
        .filter(({ networkId }) => networkId === network.id)
        .map(({ endpointId }) => endpointId);
      if (ids.length === 0) continue;
      const driver = this.#deps.kernel.drivers[network.driver];
      await driver.leave(planOf(network), ids, this.#end.signal);
    }
  }
}
