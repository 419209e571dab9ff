import type {
  NetworkCreateBody,
  NetworkCreateResponse,
  NetworkInspect,
  NetworkPruneResponse,
  NetworkSummary,
} from '../../api/schemas.ts';
import type { Filters } from '../../lib/filters.ts';
import { attach } from './attach.ts';
import { check } from './check.ts';
import { connect, disconnect } from './connect.ts';
import type { AttachRequest, Membership, Sandbox } from './container-networking.ts';
import { createNetwork } from './create.ts';
import type { NetworkContext, NetworkMgrDeps } from './deps.ts';
import { detach } from './detach.ts';
import { noSuchNetwork } from './errors.ts';
import { filterNetworks } from './filter.ts';
import { publishNames } from './name-service.ts';
import { NetworkBook } from './network-book.ts';
import type { NetworkMgr } from './network-mgr.ts';
import { type NetworkRecord, planOf } from './network-record.ts';
import { ensurePredefined } from './predefined.ts';
import { pruneNetworks } from './prune.ts';
import { removeNetwork } from './remove.ts';
import { resolveNetwork } from './resolve.ts';
import { restore, restoreNetworks } from './restore.ts';
import { Sweep } from './sweep.ts';
import { toInspect, toSummary } from './view.ts';

const DISPOSE_MS = 10_000;

/** Networks by the drivers of this host. One container's attach and detach never run at once: its lock sees to that. */
export class EngineNetworkMgr implements NetworkMgr {
  readonly #deps: NetworkContext;
  readonly #sweep: Sweep;

  constructor(deps: NetworkMgrDeps) {
    this.#deps = { ...deps, book: new NetworkBook(deps.networks, deps.endpoints) };
    this.#sweep = new Sweep(this.#deps);
  }

  /** Reads what is stored and makes what is to be there; before anything else. */
  async start(signal: AbortSignal): Promise<void> {
    this.#deps.book.load();
    await ensurePredefined(this.#deps, signal);
    await restoreNetworks(this.#deps, signal);
  }

  list(filters: Filters): NetworkSummary[] {
    return filterNetworks(this.#deps.book.networks(), filters, this.#isUsed).map(toSummary);
  }

  /** Details of services (`verbose`) are swarm's. */
  inspect(
    ref: string,
    options: { readonly verbose: boolean; readonly scope?: string },
  ): NetworkInspect {
    const { scope = '' } = options;
    if (scope !== '' && scope !== 'local') throw noSuchNetwork(ref);
    return toInspect(this.#deps.book, resolveNetwork(this.#deps.book.networks(), ref));
  }

  async create(body: NetworkCreateBody, signal: AbortSignal): Promise<NetworkCreateResponse> {
    return await createNetwork(this.#deps, body, signal);
  }

  async remove(ref: string, signal: AbortSignal): Promise<void> {
    await removeNetwork(this.#deps, ref, signal);
  }

  async prune(filters: Filters, signal: AbortSignal): Promise<NetworkPruneResponse> {
    return await pruneNetworks(this.#deps, filters, signal);
  }

  check(request: AttachRequest): void {
    this.#deps.kernel.wake();
    check(this.#deps.book.networks(), request);
  }

  nameOf(ref: string): string {
    return resolveNetwork(this.#deps.book.networks(), ref).name;
  }

  async attach(request: AttachRequest, signal: AbortSignal): Promise<Sandbox> {
    return await attach(this.#deps, request, signal);
  }

  async detach(containerId: string, signal: AbortSignal): Promise<void> {
    this.#sweep.add(await detach(this.#deps, containerId, signal));
  }

  async connect(request: AttachRequest, ref: string, signal: AbortSignal): Promise<Membership> {
    return await connect(this.#deps, request, ref, signal);
  }

  async disconnect(request: AttachRequest, ref: string, signal: AbortSignal): Promise<Membership> {
    return await disconnect(this.#deps, request, ref, signal);
  }

  async restore(living: readonly AttachRequest[], signal: AbortSignal): Promise<void> {
    await restore(this.#deps, living, signal);
  }

  /** Asked for by its new name from now on. */
  renamed(containerId: string, name: string): void {
    for (const endpoint of this.#deps.book.endpointsOfContainer(containerId)) {
      const dnsNames = endpoint.dnsNames.map((known) =>
        known === endpoint.containerName ? name : known,
      );
      this.#deps.book.updateEndpoint({ ...endpoint, containerName: name, dnsNames });
      publishNames(this.#deps, endpoint.networkId);
    }
  }

  /** Running containers keep their networks; with the last one gone, the host is left as it was. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#sweep[Symbol.asyncDispose]();
    const signal = AbortSignal.timeout(DISPOSE_MS);
    for (const network of this.#deps.book.networks()) {
      if (this.#isUsed(network) || network.configOnly) continue;
      await this.#deps.kernel.drivers[network.driver].down(planOf(network), signal);
    }
  }

  readonly #isUsed = (network: NetworkRecord): boolean =>
    this.#deps.book.endpointsOf(network.id).length > 0;
}
