import { invalidArgument } from './errors.ts';

/**
 * A named image reference in canonical form. The grammar is that of distribution/reference; it is read
 * component by component because a single expression backtracks exponentially on hostile names.
 */
export interface ImageRef {
  /** `docker.io` */
  readonly domain: string;
  /** `library/busybox` */
  readonly path: string;
  readonly tag?: string;
  /** `sha256:…` */
  readonly digest?: string;
}

const DEFAULT_DOMAIN = 'docker.io';
const MAX_NAME = 255;
const COMPONENT = /^[a-z0-9]+(?:(?:\.|__?|-+)[a-z0-9]+)*$/;
const DOMAIN =
  /^(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*(?::\d+)?$/;
const IPV6_DOMAIN = /^\[[0-9a-fA-F:]+\](?::\d+)?$/;
const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST = /^[a-z0-9]+(?:[.+_-][a-z0-9]+)*:[0-9a-fA-F]{32,}$/;

const badFormat = (): Error => invalidArgument('invalid reference format');

/** @throws invalidArgument with Docker's sentence */
export function parseImageRef(text: string): ImageRef {
  if (/^[0-9a-f]{64}$/.test(text)) {
    throw invalidArgument(
      `invalid repository name (${text}), cannot specify 64-byte hexadecimal strings`,
    );
  }
  const [named, digest] = cutAt(text, text.indexOf('@'));
  const colon = named.lastIndexOf(':');
  // A colon before the last slash belongs to the domain's port.
  const [name, tag] = cutAt(named, colon > named.lastIndexOf('/') ? colon : -1);
  if (tag !== undefined && !TAG.test(tag)) throw badFormat();
  if (digest !== undefined && !DIGEST.test(digest)) throw badFormat();
  return {
    ...splitName(name),
    ...(tag === undefined ? {} : { tag }),
    ...(digest === undefined ? {} : { digest }),
  };
}

/** What stands before and after a character; without one all is before. */
function cutAt(text: string, index: number): [before: string, after?: string] {
  return index === -1 ? [text] : [text.slice(0, index), text.slice(index + 1)];
}

function splitName(name: string): { domain: string; path: string } {
  const slash = name.indexOf('/');
  const first = name.slice(0, Math.max(slash, 0));
  const isDomain =
    slash !== -1 && (/[.:]/.test(first) || first === 'localhost' || first !== first.toLowerCase());
  const domain = isDomain ? first : DEFAULT_DOMAIN;
  const rest = isDomain ? name.slice(slash + 1) : name;
  if (rest !== rest.toLowerCase()) {
    throw invalidArgument('invalid reference format: repository name must be lowercase');
  }
  const canonicalDomain = domain === 'index.docker.io' ? DEFAULT_DOMAIN : domain;
  const path = canonicalDomain === DEFAULT_DOMAIN && !rest.includes('/') ? `library/${rest}` : rest;
  checkName(canonicalDomain, path);
  return { domain: canonicalDomain, path };
}

function checkName(domain: string, path: string): void {
  if (domain.length + 1 + path.length > MAX_NAME) {
    throw invalidArgument(`repository name must not be more than ${MAX_NAME} characters`);
  }
  if (!DOMAIN.test(domain) && !IPV6_DOMAIN.test(domain)) throw badFormat();
  if (!path.split('/').every((component) => COMPONENT.test(component))) throw badFormat();
}

/** Adds `:latest` where neither tag nor digest was given. */
export function withDefaultTag(ref: ImageRef): ImageRef {
  return ref.tag === undefined && ref.digest === undefined ? { ...ref, tag: 'latest' } : ref;
}

const suffix = (ref: ImageRef): string =>
  `${ref.tag === undefined ? '' : `:${ref.tag}`}${ref.digest === undefined ? '' : `@${ref.digest}`}`;

/** `docker.io/library/busybox:latest`: the name in containerd's image store. */
export function canonicalName(ref: ImageRef): string {
  return `${ref.domain}/${ref.path}${suffix(ref)}`;
}

/** `busybox`, without tag or digest. */
export function familiarRepository(ref: Pick<ImageRef, 'domain' | 'path'>): string {
  if (ref.domain !== DEFAULT_DOMAIN) return `${ref.domain}/${ref.path}`;
  return ref.path.replace(/^library\/(?=[^/]+$)/, '');
}

/** `busybox:latest`: what Docker shows to people. */
export function familiarName(ref: ImageRef): string {
  return `${familiarRepository(ref)}${suffix(ref)}`;
}
