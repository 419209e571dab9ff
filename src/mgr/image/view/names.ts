import { familiarName, familiarRepository } from '../../../lib/image-ref.ts';
import { type CatalogImage, isDanglingName } from '../catalog.ts';
import { parseStoredName } from '../lookup.ts';

/** `busybox:latest` …; a foreign name is shown as it is, the dangling one not at all. */
export function repoTags(image: CatalogImage): string[] {
  const tags: string[] = [];
  for (const { name } of image.names) {
    if (isDanglingName(name)) continue;
    const ref = parseStoredName(name);
    if (ref === undefined) tags.push(name);
    else if (ref.tag !== undefined) tags.push(`${familiarRepository(ref)}:${ref.tag}`);
  }
  return [...new Set(tags)];
}

/** `busybox@sha256:…`, one for each repository, as dockerd with the containerd image store. */
export function repoDigests(image: CatalogImage): string[] {
  const digests = image.names.flatMap(({ name }) => {
    const ref = parseStoredName(name);
    return ref === undefined ? [] : [`${familiarRepository(ref)}@${image.target.digest}`];
  });
  return [...new Set(digests)];
}

/** What people see of one stored name. */
export function familiarStoredName(name: string): string {
  const ref = parseStoredName(name);
  return ref === undefined ? name : familiarName(ref);
}
