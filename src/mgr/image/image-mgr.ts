import type { Readable } from 'node:stream';

import type {
  AuthConfig,
  AuthResponse,
  DistributionInspect,
  ImageConfig,
  ImageDeleteItem,
  ImageHistoryItem,
  ImageInspect,
  ImageSearchItem,
  ImageSummary,
} from '../../api/schemas.ts';
import type { Descriptor } from '../../ctrd/containerd.ts';
import type { Filters } from '../../lib/filters.ts';

/** One record of a progress stream; what `docker load` and `docker pull` render. */
export type ProgressSink = (record: Readonly<Record<string, unknown>>) => void;

/** What a request that leads to a registry brings along. */
export interface RegistryOptions {
  /** `X-Registry-Auth` as it came. */
  readonly registryAuth?: string;
  /** The client's `User-Agent`, which registries are told. */
  readonly userAgent?: string;
}

/** An image as containers need it: resolved for this machine's platform, unpacked. */
export interface ResolvedImage {
  /** Digest of the image's target (index or manifest): what Docker calls the image's id. */
  readonly id: string;
  readonly manifest: Descriptor;
  readonly platform: {
    readonly os: string;
    readonly architecture: string;
    readonly variant?: string;
  };
  readonly config: ImageConfig;
  /** Snapshot key of the top layer; empty for an image without layers. */
  readonly chainId: string;
  /** Familiar names that point at it, e.g. `busybox:latest`. */
  readonly references: readonly string[];
}

/** A container, as far as an image can be made of it. */
export interface CommitSource {
  /** Name and key of its writable snapshot. */
  readonly snapshotter: string;
  readonly key: string;
  readonly image: {
    readonly id: string;
    readonly manifest: Descriptor | null;
    readonly chainId: string;
    readonly platform: ResolvedImage['platform'];
  };
  readonly config: ImageConfig;
  /** What the history says the new layer was made by. */
  readonly createdBy: string;
  /** Runs the work while nothing in the container changes. */
  frozen<T>(work: () => Promise<T>): Promise<T>;
}

export interface ImageMgr {
  /** By name, id or id prefix; unpacks it when it is not. @throws notFound `No such image: x:latest` */
  resolve(ref: string, platform: string | undefined, signal: AbortSignal): Promise<ResolvedImage>;
  /** What `ps` shows for an image id whose given name has moved: in memory, never asks containerd. */
  referenceStillPointsTo(ref: string, imageId: string): boolean;
  list(
    options: {
      readonly all: boolean;
      readonly filters: Filters;
      readonly sharedSize: boolean;
      readonly manifests: boolean;
      readonly digests: boolean;
    },
    signal: AbortSignal,
  ): Promise<ImageSummary[]>;
  inspect(
    ref: string,
    options: { readonly manifests: boolean; readonly platform?: string },
    signal: AbortSignal,
  ): Promise<ImageInspect>;
  history(
    ref: string,
    platform: string | undefined,
    signal: AbortSignal,
  ): Promise<ImageHistoryItem[]>;
  tag(
    ref: string,
    target: { readonly repo: string; readonly tag: string },
    signal: AbortSignal,
  ): Promise<void>;
  /** `usedBy` is asked with an image id before its last name goes. */
  remove(
    ref: string,
    options: { readonly force: boolean; readonly noprune: boolean },
    signal: AbortSignal,
  ): Promise<ImageDeleteItem[]>;
  prune(
    filters: Filters,
    signal: AbortSignal,
  ): Promise<{ ImagesDeleted: ImageDeleteItem[]; SpaceReclaimed: number }>;
  load(
    archive: Readable,
    options: { readonly quiet: boolean; readonly platform?: string },
    progress: ProgressSink,
    signal: AbortSignal,
  ): Promise<void>;
  /** A tar: an OCI layout that older engines can read too. Nothing is sent before all is found. */
  save(
    refs: readonly string[],
    options: { readonly platforms: readonly string[] },
    signal: AbortSignal,
  ): Promise<Readable>;
  /** @returns the id of the new image. @throws invalidArgument, notFound */
  commit(
    source: CommitSource,
    options: {
      readonly repo: string;
      readonly tag: string;
      readonly author: string;
      readonly comment: string;
      readonly changes: readonly string[];
    },
    signal: AbortSignal,
  ): Promise<string>;
  import(
    archive: Readable,
    options: {
      readonly repo: string;
      readonly tag: string;
      readonly message: string;
      readonly changes: readonly string[];
      readonly platform?: string;
    },
    progress: ProgressSink,
    signal: AbortSignal,
  ): Promise<void>;
  /** Without a tag, all tags of the repository. `tag` may be a digest. */
  pull(
    ref: { readonly name: string; readonly tag: string },
    options: RegistryOptions & { readonly platform?: string },
    progress: ProgressSink,
    signal: AbortSignal,
  ): Promise<void>;
  /** Without a tag, all tags of the repository. */
  push(
    name: string,
    options: RegistryOptions & { readonly tag: string; readonly platform?: string },
    progress: ProgressSink,
    signal: AbortSignal,
  ): Promise<void>;
  auth(
    config: Readonly<AuthConfig>,
    userAgent: string | undefined,
    signal: AbortSignal,
  ): Promise<AuthResponse>;
  /** What a registry has under a name. */
  distribution(
    name: string,
    options: RegistryOptions,
    signal: AbortSignal,
  ): Promise<DistributionInspect>;
  search(
    term: string,
    options: RegistryOptions & { readonly limit: number | undefined; readonly filters: Filters },
    signal: AbortSignal,
  ): Promise<ImageSearchItem[]>;
  /** How many images there are, for `info`: from memory. */
  count(): number;
}

/** Which containers use an image: data that the container store gives, so that images need not know containers. */
export interface ImageUsers {
  usersOf(imageId: string): readonly {
    readonly id: string;
    readonly name: string;
    readonly running: boolean;
    readonly imageRef: string;
  }[];
}
