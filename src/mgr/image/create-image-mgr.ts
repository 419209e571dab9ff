import { DEFAULT_MAX_LAYER_SIZE } from '../../image/extraction-limit.ts';
import { dropStaleLeases } from '../../image/lease.ts';
import { hostPlatform } from '../../image/platform.ts';
import { Downloads } from '../../image/pull/downloads.ts';
import { Registries } from '../../image/registry/registries.ts';
import { UnpackedLayers } from '../../image/unpacked-layers.ts';
import { buildInfo } from '../../lib/build-info.ts';
import { background } from '../../lib/dispose.ts';
import { KeyedLock } from '../../lib/keyed-lock.ts';
import { auth } from './auth.ts';
import { Catalog } from './catalog.ts';
import { commit } from './commit.ts';
import type { ImageMgrDeps, ImageScope } from './deps.ts';
import { distribution } from './distribution.ts';
import { pruneIsRunning } from './errors.ts';
import { candidates } from './filter.ts';
import { followChanges, refresh } from './follow-changes.ts';
import { history } from './history.ts';
import type { ImageMgr } from './image-mgr.ts';
import { importArchive } from './import.ts';
import { inspect } from './inspect.ts';
import { list } from './list.ts';
import { load } from './load.ts';
import { lookUp } from './lookup.ts';
import { prune } from './prune.ts';
import { pull } from './pull.ts';
import { push } from './push.ts';
import { remove } from './remove.ts';
import { resolve } from './resolve.ts';
import { save } from './save.ts';
import { search } from './search.ts';
import { tag } from './tag.ts';

export interface StartableImageMgr extends ImageMgr, AsyncDisposable {
  /** Drops what a daemon that died had begun, and reads which images there are. Before anything else. */
  start(signal: AbortSignal): Promise<void>;
}

/** The public face of images: each method is one operation, in a file of its own. */
export function createImageMgr(deps: ImageMgrDeps): StartableImageMgr {
  return new ContainerdImageMgr(deps);
}

class ContainerdImageMgr implements StartableImageMgr {
  readonly #scope: ImageScope;
  readonly #stop = new AbortController();
  #following: Promise<void> = Promise.resolve();
  #isPruning = false;

  constructor(deps: ImageMgrDeps) {
    const settings = deps.registrySettings;
    const host = deps.config.platform ?? hostPlatform();
    this.#scope = {
      ...deps,
      snapshotter: deps.config.snapshotter,
      host,
      maxLayerSize: deps.config.maxLayerSize ?? DEFAULT_MAX_LAYER_SIZE,
      catalog: new Catalog(deps.containerd.content),
      unpacked: new UnpackedLayers(deps.containerd, deps.config.snapshotter),
      locks: new KeyedLock(),
      registries: new Registries(
        settings,
        `joey/${buildInfo.version} (${host.os}; ${host.architecture})`,
      ),
      downloads: new Downloads({
        content: deps.containerd.content,
        maxAttempts: () => settings().maxDownloadAttempts,
        maxConcurrent: () => settings().maxConcurrentDownloads,
      }),
    };
  }

  async start(signal: AbortSignal): Promise<void> {
    const { containerd, log } = this.#scope;
    this.#following = followChanges(this.#scope, this.#stop.signal);
    background(log, 'following image changes', this.#following);
    const [stale] = await Promise.all([
      dropStaleLeases(containerd, signal),
      refresh(this.#scope, signal),
    ]);
    // Nobody waits for it, but the first list should not have to read all documents.
    const warmUp = candidates(this.#scope, this.#stop.signal);
    warmUp.catch((err: unknown) => {
      log.debug({ err }, 'image documents could not be read');
    });
    if (stale > 0) log.info({ leases: stale }, 'unfinished image operations dropped');
  }

  resolve: ImageMgr['resolve'] = (ref, platform, signal) =>
    resolve(this.#scope, ref, platform, signal);

  referenceStillPointsTo(ref: string, imageId: string): boolean {
    try {
      return lookUp(this.#scope.catalog, ref).image.target.digest === imageId;
    } catch {
      return false;
    }
  }

  list: ImageMgr['list'] = (options, signal) => list(this.#scope, options, signal);

  inspect: ImageMgr['inspect'] = (ref, options, signal) =>
    inspect(this.#scope, ref, options, signal);

  history: ImageMgr['history'] = (ref, platform, signal) =>
    history(this.#scope, ref, platform, signal);

  tag: ImageMgr['tag'] = (ref, target, signal) => tag(this.#scope, ref, target, signal);

  remove: ImageMgr['remove'] = (ref, options, signal) => remove(this.#scope, ref, options, signal);

  prune: ImageMgr['prune'] = async (filters, signal) => {
    if (this.#isPruning) throw pruneIsRunning();
    this.#isPruning = true;
    try {
      return await prune(this.#scope, filters, signal);
    } finally {
      this.#isPruning = false;
    }
  };

  load: ImageMgr['load'] = (archive, options, progress, signal) =>
    load(this.#scope, archive, { ...options, progress }, signal);

  save: ImageMgr['save'] = (refs, options, signal) => save(this.#scope, refs, options, signal);

  commit: ImageMgr['commit'] = (source, options, signal) =>
    commit(this.#scope, source, options, signal);

  import: ImageMgr['import'] = (archive, options, progress, signal) =>
    importArchive(this.#scope, archive, { ...options, progress }, signal);

  pull: ImageMgr['pull'] = (ref, options, progress, signal) =>
    pull(this.#scope, ref, { ...options, progress }, signal);

  push: ImageMgr['push'] = (name, options, progress, signal) =>
    push(this.#scope, name, { ...options, progress }, signal);

  auth: ImageMgr['auth'] = (config, userAgent, signal) =>
    auth(this.#scope, config, userAgent, signal);

  distribution: ImageMgr['distribution'] = (name, options, signal) =>
    distribution(this.#scope, name, options, signal);

  search: ImageMgr['search'] = (term, options, signal) =>
    search(this.#scope, term, options, signal);

  count(): number {
    return this.#scope.catalog.count();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    await this.#scope.registries[Symbol.asyncDispose]();
    await this.#following.catch(() => undefined);
  }
}
