/**
 * A request's target as the router wants it: without the version prefix, and with every name in one
 * segment. Docker's routes are greedy (`/images/{name:.*}/json`), ours are not, so the slashes of a name
 * are percent-encoded here. Doubled slashes (names with a leading slash) are folded, as dockerd's router
 * does with a redirect.
 */
export interface NormalisedUrl {
  readonly url: string;
  /** `1.41` of `/v1.41/…`; undefined where the client named none. */
  readonly version: string | undefined;
}

const VERSION = /^\/v(\d[\d.]*)(?=\/)/;
const ABSOLUTE = /^https?:\/\/[^/?]*/i;

export function normaliseUrl(method: string, target: string): NormalisedUrl {
  const local = target.replace(ABSOLUTE, '') || '/';
  const question = local.indexOf('?');
  const query = question === -1 ? '' : local.slice(question);
  const path = (question === -1 ? local : local.slice(0, question)).replace(/\/{2,}/g, '/');
  const version = VERSION.exec(path);
  const bare = version === null ? path : path.slice(version[0].length);
  return { url: joinName(method, bare) + query, version: version?.[1] };
}

interface GreedyNoun {
  /** Last segments that are verbs; the longest name before them wins. */
  readonly verbs: RegExp;
  /** First segments that are routes of their own and never a name, by method. */
  readonly fixed: ReadonlySet<string>;
  /** Whether the name may be all that follows, and with which methods. */
  readonly bare: readonly string[];
}

const GREEDY: Readonly<Record<string, GreedyNoun>> = {
  containers: {
    verbs:
      /^(.+?)\/(json|top|logs|changes|export|stats|resize|start|stop|restart|kill|update|rename|pause|unpause|attach|attach\/ws|wait|archive|exec|checkpoints|checkpoints\/[^/]+)$/,
    fixed: new Set(['GET json', 'POST create', 'POST prune']),
    bare: ['DELETE'],
  },
  exec: { verbs: /^(.+?)\/(start|resize|json)$/, fixed: new Set(), bare: [] },
  images: {
    verbs: /^(.+?)\/(json|history|push|tag|get|attestations)$/,
    fixed: new Set(['GET json', 'GET search', 'GET get', 'POST load', 'POST create', 'POST prune']),
    bare: ['DELETE'],
  },
  distribution: { verbs: /^(.+?)\/(json)$/, fixed: new Set(), bare: [] },
  networks: {
    verbs: /^(.+?)\/(connect|disconnect)$/,
    fixed: new Set(['POST create', 'POST prune']),
    bare: ['GET', 'DELETE'],
  },
  volumes: {
    verbs: /^$/,
    fixed: new Set(['POST create', 'POST prune']),
    bare: ['GET', 'PUT', 'DELETE'],
  },
  plugins: {
    verbs: /^(.+?)\/(json|enable|disable|upgrade|push|set)$/,
    fixed: new Set(['GET privileges', 'POST pull', 'POST create']),
    bare: ['DELETE'],
  },
};

function joinName(method: string, path: string): string {
  const slash = path.indexOf('/', 1);
  const noun = path.slice(1, slash === -1 ? undefined : slash);
  const greedy = Object.hasOwn(GREEDY, noun) ? GREEDY[noun] : undefined;
  if (greedy === undefined || slash === -1) return path;
  const rest = path.slice(slash + 1);
  if (rest === '') return path.slice(0, slash);
  if (greedy.fixed.has(`${method} ${rest}`)) return path;
  const named = split(greedy, method, rest);
  if (named === undefined) return path;
  return `/${noun}/${encodeName(named.name)}${named.verb === '' ? '' : `/${named.verb}`}`;
}

function split(
  greedy: GreedyNoun,
  method: string,
  rest: string,
): { name: string; verb: string } | undefined {
  const wholly = method === 'DELETE' && !/\/checkpoints\/[^/]+$/.test(rest);
  const match = wholly ? null : greedy.verbs.exec(rest);
  if (match !== null) return { name: match[1] ?? '', verb: match[2] ?? '' };
  return greedy.bare.includes(method) ? { name: rest, verb: '' } : undefined;
}

function encodeName(name: string): string {
  return name.replace(/^(?:%2f|\/)+(?=.)/i, '').replaceAll('/', '%2F');
}
