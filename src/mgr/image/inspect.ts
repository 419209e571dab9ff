import type { ImageInspect } from '../../api/schemas.ts';
import type { UsableNode } from '../../image/choose-platform.ts';
import { toGoTime } from '../../lib/go-time.ts';
import type { CatalogImage } from './catalog.ts';
import type { ImageScope } from './deps.ts';
import { noSuchImage, whileInspecting } from './errors.ts';
import { lookUp } from './lookup.ts';
import { choose } from './resolve.ts';
import { layerSizes, sum } from './sizes.ts';
import { manifestSummaries, toWireDescriptor } from './view/manifests.ts';
import { repoDigests, repoTags } from './view/names.ts';

export interface InspectOptions {
  readonly manifests: boolean;
  readonly platform?: string;
}

/**
 * An image in full. Asked for one platform, the id and descriptor are that manifest's. Members that
 * newer API versions leave out when empty are present; the transport takes them away.
 * @throws notFound `no such image: x: No such image: x:latest`
 */
export async function inspect(
  scope: ImageScope,
  ref: string,
  options: InspectOptions,
  signal: AbortSignal,
): Promise<ImageInspect> {
  const image = find(scope, ref);
  const details = await scope.catalog.details(image.target.digest, signal);
  if (details === undefined) throw whileInspecting(ref, noSuchImage(ref));
  const node = choose(scope, details, { ref, platform: options.platform });
  const sizes = await layerSizes(scope.unpacked, node.image, signal);
  const target = options.platform === undefined ? image.target : node.descriptor;
  return {
    Id: target.digest,
    Descriptor: toWireDescriptor(target),
    ...(options.manifests ? { Manifests: await manifestSummaries(scope, details, signal) } : {}),
    RepoTags: repoTags(image),
    RepoDigests: repoDigests(image),
    Parent: '',
    ...describeDocument(node),
    DockerVersion: '',
    Size: sum(sizes),
    GraphDriver: { Name: scope.config.snapshotter, Data: null },
    Metadata: { LastTagTime: toGoTime(lastTagTime(image)) },
  };
}

function find(scope: ImageScope, ref: string): CatalogImage {
  try {
    return lookUp(scope.catalog, ref).image;
  } catch (err) {
    throw whileInspecting(ref, err);
  }
}

type DocumentPart = Pick<
  ImageInspect,
  'Architecture' | 'Author' | 'Comment' | 'Config' | 'Created' | 'Os' | 'RootFS'
>;

function describeDocument({ image, platform }: UsableNode): DocumentPart & Partial<ImageInspect> {
  const { document } = image;
  const { variant } = document.platform;
  return {
    Comment: document.history.at(-1)?.comment ?? '',
    Created: document.created,
    Author: document.author,
    Config: document.config,
    Architecture: document.platform.architecture || platform.architecture,
    ...(variant === undefined ? {} : { Variant: variant }),
    Os: document.platform.os,
    ...(document.osVersion === '' ? {} : { OsVersion: document.osVersion }),
    RootFS: { Type: 'layers', Layers: [...document.diffIds] },
  };
}

function lastTagTime({ names }: CatalogImage): Date {
  return new Date(Math.max(...names.map(({ updatedAt }) => updatedAt.getTime())));
}
