/** The import rule: who may know whom. Each entry says why; docs/architecture.md draws it. */
const only = (name, packages, allowed) => ({
  name,
  severity: 'error',
  comment: `${name}: a heavy dependency has one importing folder`,
  from: { path: '^src', pathNot: allowed },
  to: { path: `node_modules/(${packages})(/|$)` },
});

/** A side of the rule: a path, or a path with what is left out of it. */
const side = (where) => (typeof where === 'string' ? { path: where } : where);

const never = (name, comment, from, to) => ({
  name,
  severity: 'error',
  comment,
  from: side(from),
  to: side(to),
});

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'a cycle means that two files are one, or that data should flow instead of calls',
      from: { path: '^src' },
      to: { circular: true },
    },
    never('lib-is-a-leaf', 'lib serves everybody and knows nobody', '^src/lib', '^src/(?!lib)'),
    never('api-is-types', 'the wire types depend on nothing', '^src/api', '^src/(?!api)'),
    never(
      'adapters-apart',
      'store, ctrd, network and volume do not know each other or the domain',
      '^src/(store|ctrd|network|volume)/',
      { path: '^src/(store|ctrd|network|volume|image|mgr|daemon|cli)/', pathNot: '^src/$1/' },
    ),
    never(
      'image-below-mgr',
      'image pipelines know containerd by its port only',
      '^src/image',
      '^src/(store|network|volume|mgr|daemon|cli)',
    ),
    never(
      'mgr-knows-no-transport',
      'the domain knows neither HTTP nor the process',
      '^src/mgr',
      '^src/(daemon|cli)',
    ),
    never(
      'nouns-do-not-know-containers',
      'containers use images, networks, volumes; never the reverse',
      '^src/mgr/(image|network|volume)/',
      { path: '^src/mgr/(container|image|network|volume|system)/', pathNot: '^src/mgr/$1/' },
    ),
    never(
      'routes-know-managers-only',
      'only compose.ts builds stores and adapters',
      { path: '^src/daemon', pathNot: '^src/daemon/(compose|compose/.*)\\.ts$' },
      '^src/(store|ctrd|network|volume|image)/',
    ),
    never('nobody-imports-the-daemon', 'the daemon is the top', '^src/(?!daemon)', '^src/daemon'),
    only('http-in-daemon', 'fastify|fastify-plugin|ws', '^src/daemon'),
    only('grpc-in-ctrd', 'nice-grpc|nice-grpc-common|@bufbuild/protobuf|@grpc', '^src/ctrd'),
    only('sqlite-in-store', 'better-sqlite3', '^src/store'),
    only('execa-in-one-file', 'execa', '^src/lib/exec\\.ts$'),
    only('koffi-in-sys', 'koffi', '^src/lib/sys'),
    only('http-client-in-registry', 'undici', '^src/image/registry/http'),
    only('addresses-in-network', 'ip-address', '^src/network'),
    only('tar-in-image', 'tar-stream|fzstd', '^src/(image|mgr/container/archive)'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    exclude: { path: '^src/ctrd/gen' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
