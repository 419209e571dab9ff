import {
  busyboxArchive,
  type BusyboxOptions,
  busyboxParts,
  busyboxTar,
  sha256,
  type TarMember,
  writeTar,
} from '../../scripts/make-busybox-image.ts';

export { busyboxArchive, busyboxParts, busyboxTar, sha256, writeTar };
export type { BusyboxOptions, TarMember };

const OCI_MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const OCI_CONFIG = 'application/vnd.oci.image.config.v1+json';
const OCI_LAYER = 'application/vnd.oci.image.layer.v1.tar';

export interface LayoutImage {
  /** As stored: plain or packed. */
  readonly layers: readonly { readonly bytes: Buffer; readonly mediaType?: string }[];
  readonly config: Buffer;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly platform?: Readonly<Record<string, string>>;
}

interface Blob {
  readonly mediaType: string;
  readonly bytes: Buffer;
}

const descriptorOf = ({ mediaType, bytes }: Blob) => ({
  mediaType,
  digest: `sha256:${sha256(bytes)}`,
  size: bytes.length,
});

export const blobMember = (bytes: Buffer): TarMember => ({
  name: `blobs/sha256/${sha256(bytes)}`,
  data: bytes,
});

/** The blobs of one image and the descriptor of its manifest. */
export function imageBlobs(image: LayoutImage): {
  blobs: Buffer[];
  descriptor: Record<string, unknown> & { digest: string; size: number; mediaType: string };
} {
  const layers = image.layers.map(({ bytes, mediaType = OCI_LAYER }) => ({ bytes, mediaType }));
  const manifest = Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: OCI_MANIFEST,
      config: descriptorOf({ mediaType: OCI_CONFIG, bytes: image.config }),
      layers: layers.map(descriptorOf),
    }),
  );
  const descriptor = {
    ...descriptorOf({ mediaType: OCI_MANIFEST, bytes: manifest }),
    ...(image.annotations === undefined ? {} : { annotations: image.annotations }),
    ...(image.platform === undefined ? {} : { platform: image.platform }),
  };
  return { blobs: [image.config, ...layers.map(({ bytes }) => bytes), manifest], descriptor };
}

/** An OCI layout of these blobs and descriptors. */
export function layoutOf(blobs: readonly Buffer[], descriptors: readonly unknown[]): Buffer {
  return writeTar([
    { name: 'oci-layout', data: '{"imageLayoutVersion":"1.0.0"}' },
    ...blobs.map(blobMember),
    { name: 'index.json', data: JSON.stringify({ schemaVersion: 2, manifests: descriptors }) },
  ]);
}

/** The busybox image as an OCI layout. */
export function busyboxLayout(options: BusyboxOptions = {}): Buffer {
  const { layer, config, tags } = busyboxParts(options);
  const images = (tags.length === 0 ? [undefined] : tags).map((tag) =>
    imageBlobs({
      layers: [{ bytes: layer }],
      config,
      ...(tag === undefined
        ? {}
        : { annotations: { 'io.containerd.image.name': `docker.io/library/${tag}` } }),
    }),
  );
  const blobs = new Map(images.flatMap((image) => image.blobs.map((blob) => [sha256(blob), blob])));
  return layoutOf(
    [...blobs.values()],
    images.map(({ descriptor }) => descriptor),
  );
}
