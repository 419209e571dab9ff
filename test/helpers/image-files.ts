import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { busyboxArchive, imageBlobs, sha256, writeTar } from './images.ts';

/** Image archives and layouts on the disk, for programs that read files. */
export class ImageFiles implements AsyncDisposable {
  readonly root: string;

  private constructor(root: string) {
    this.root = root;
  }

  static async create(): Promise<ImageFiles> {
    return new ImageFiles(await mkdtemp(join(tmpdir(), 'joey-images-')));
  }

  /** @returns skopeo's name of a docker-archive of busybox */
  async busybox(): Promise<string> {
    const path = join(this.root, 'busybox.tar');
    await writeFile(path, busyboxArchive());
    return `docker-archive:${path}`;
  }

  /** @returns skopeo's name of an OCI layout with one file of random bytes in each layer */
  async random(
    layers: readonly number[],
    platforms: readonly string[] = ['amd64'],
  ): Promise<string> {
    const dir = await mkdtemp(join(this.root, 'layout-'));
    const blobs = join(dir, 'blobs', 'sha256');
    await mkdir(blobs, { recursive: true });
    const manifests = [];
    for (const architecture of platforms) {
      const stack = layers.map((size, at) => ({
        bytes: writeTar([{ name: `file-${at}-${architecture}`, data: randomBytes(size) }]),
      }));
      const config = configOf(stack, architecture);
      const platform = { os: 'linux', architecture };
      const image = imageBlobs({ layers: stack, config, platform });
      for (const blob of image.blobs) await writeFile(join(blobs, sha256(blob)), blob);
      manifests.push(image.descriptor);
    }
    await writeFile(join(dir, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}');
    await writeFile(join(dir, 'index.json'), JSON.stringify(await indexOf(blobs, manifests)));
    return `oci:${dir}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.root, { recursive: true, force: true });
  }
}

function configOf(layers: readonly { readonly bytes: Buffer }[], architecture: string): Buffer {
  const diffIds = layers.map(({ bytes }) => `sha256:${sha256(bytes)}`);
  const config = {
    architecture,
    os: 'linux',
    config: {},
    rootfs: { type: 'layers', diff_ids: diffIds },
  };
  return Buffer.from(JSON.stringify(config));
}

/** Several platforms are one image: an index of their own below the layout's. */
async function indexOf(blobs: string, manifests: readonly object[]): Promise<object> {
  if (manifests.length === 1) return { schemaVersion: 2, manifests };
  const mediaType = 'application/vnd.oci.image.index.v1+json';
  const bytes = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType, manifests }));
  await writeFile(join(blobs, sha256(bytes)), bytes);
  const digest = `sha256:${sha256(bytes)}`;
  return { schemaVersion: 2, manifests: [{ mediaType, digest, size: bytes.length }] };
}
