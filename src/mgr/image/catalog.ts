import pLimit from 'p-limit';

import type { Content, Descriptor, ImageInfo } from '../../ctrd/containerd.ts';
import { describeImage, type ImageDetails } from '../../image/describe.ts';
import { throwIfCanceled } from '../../image/throw-if-canceled.ts';

const READ_TIMEOUT_MS = 60_000;
/** Images whose documents are read at the same time. */
const CONCURRENT_READS = 16;

/** An image nobody names keeps this name followed by its digest, so that it is not collected. */
export const DANGLING_PREFIX = 'joey.dangling@';

export const danglingName = (digest: string): string => `${DANGLING_PREFIX}${digest}`;

export const isDanglingName = (name: string): boolean => name.startsWith(DANGLING_PREFIX);

/** All names of one target: what Docker calls an image. */
export interface CatalogImage {
  readonly target: Descriptor;
  /** In containerd's image store, the oldest first; the dangling name included. */
  readonly names: readonly ImageInfo[];
}

/**
 * The images in memory: names as containerd's image store has them, and what their documents say, read
 * once. Whoever changes names changes them here too; `version` tells a reader of containerd's list
 * whether somebody did meanwhile.
 */
export class Catalog {
  readonly #content: Content;
  #names = new Map<string, ImageInfo>();
  #images = new Map<string, CatalogImage>();
  readonly #limit = pLimit(CONCURRENT_READS);
  readonly #details = new Map<string, Promise<ImageDetails>>();
  #version = 0;

  constructor(content: Content) {
    this.#content = content;
  }

  get version(): number {
    return this.#version;
  }

  count(): number {
    return this.#images.size;
  }

  images(): readonly CatalogImage[] {
    return [...this.#images.values()];
  }

  image(digest: string): CatalogImage | undefined {
    return this.#images.get(digest);
  }

  name(name: string): ImageInfo | undefined {
    return this.#names.get(name);
  }

  /** Digests whose hexadecimal part begins so. */
  startingWith(prefix: string): readonly string[] {
    const start = `sha256:${prefix}`;
    return [...this.#images.keys()].filter((digest) => digest.startsWith(start));
  }

  /** What the image's documents say; read from containerd the first time only. */
  async details(digest: string, signal: AbortSignal): Promise<ImageDetails | undefined> {
    const image = this.#images.get(digest);
    if (image === undefined) return undefined;
    throwIfCanceled(signal);
    const known = this.#details.get(digest) ?? this.#read(image.target);
    return await known;
  }

  /** Not bound to the first caller's signal: others wait for the same answer. */
  #read(target: Descriptor): Promise<ImageDetails> {
    const reading = this.#limit(() =>
      describeImage(this.#content, target, AbortSignal.timeout(READ_TIMEOUT_MS)),
    );
    this.#details.set(target.digest, reading);
    reading.catch(() => {
      if (this.#details.get(target.digest) === reading) this.#details.delete(target.digest);
    });
    return reading;
  }

  put(image: ImageInfo): void {
    this.#version += 1;
    this.#names.set(image.name, image);
    this.#index();
  }

  remove(name: string): void {
    this.#version += 1;
    if (this.#names.delete(name)) this.#index();
  }

  /** Blobs of a target came or went: what was read is no longer true. */
  forgetDetails(digest: string): void {
    this.#details.delete(digest);
  }

  /** Takes over containerd's list, unless a name was changed after `version` was taken. */
  replace(images: readonly ImageInfo[], version: number): boolean {
    if (version !== this.#version) return false;
    this.#names = new Map(images.map((image) => [image.name, image]));
    this.#index();
    return true;
  }

  #index(): void {
    const groups = new Map<string, ImageInfo[]>();
    for (const image of this.#names.values()) {
      const group = groups.get(image.target.digest);
      if (group === undefined) groups.set(image.target.digest, [image]);
      else group.push(image);
    }
    this.#images = new Map(
      [...groups].map(([digest, names]) => [digest, toCatalogImage(names)] as const),
    );
    for (const digest of this.#details.keys()) {
      if (!this.#images.has(digest)) this.#details.delete(digest);
    }
  }
}

function toCatalogImage(names: readonly ImageInfo[]): CatalogImage {
  const sorted = [...names].sort((a, b) => (a.name < b.name ? -1 : 1));
  const [first] = sorted;
  if (first === undefined) throw new RangeError('an image without names');
  return { target: first.target, names: sorted };
}
