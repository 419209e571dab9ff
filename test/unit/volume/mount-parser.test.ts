import assert from 'node:assert/strict';
import { test } from 'node:test';

import { type MountWishes, parseMounts } from '../../../src/volume/mount-parser.ts';
import { mountContext } from '../../fakes/mount-context.ts';

const context = mountContext();
const parse = (wishes: MountWishes) => parseMounts(wishes, context);

test('a bind becomes a recursive private mount whose source is made when missing', () => {
  assert.deepEqual(parse({ Binds: ['/a/../b/:/c//d/'] }), [
    {
      type: 'bind',
      source: '/b',
      destination: '/c/d',
      readWrite: true,
      mode: '',
      propagation: 'rprivate',
      options: ['rbind'],
      createSource: true,
      origin: 'binds',
    },
  ]);
});

test('the mode of a bind decides writing and propagation and is kept as written', () => {
  const [mount] = parse({ Binds: ['/a:/b:ro,z,rslave'] });
  assert.equal(mount?.readWrite, false);
  assert.equal(mount.mode, 'ro,z,rslave');
  assert.equal(mount.propagation, 'rslave');
});

test('a bind that shows our own data gets slave propagation', () => {
  for (const source of ['/', '/var/lib', '/var/lib/joey', '/var/lib/joey/containers']) {
    assert.equal(parse({ Binds: [`${source}:/x`] })[0]?.propagation, 'rslave', source);
  }
  assert.equal(parse({ Binds: ['/var/lib/joeys:/x'] })[0]?.propagation, 'rprivate');
});

const REFUSED: readonly [string, MountWishes, string | RegExp][] = [
  ['empty', { Binds: [''] }, "invalid volume specification: ''"],
  ['no source', { Binds: [':/a'] }, "invalid volume specification: ':/a'"],
  ['too many parts', { Binds: ['/a:/b:ro:x'] }, "invalid volume specification: '/a:/b:ro:x'"],
  ['mode without source', { Binds: ['/a:rw'] }, "invalid volume specification: '/a:rw'"],
  ['unknown mode', { Binds: ['/a:/b:rbind'] }, 'invalid mode: rbind'],
  ['two of a kind', { Binds: ['/a:/b:ro,rw'] }, 'invalid mode: ro,rw'],
  [
    'root',
    { Binds: ['/a:/'] },
    `invalid volume specification: '/a:/': invalid mount config for type "bind": invalid specification: destination can't be '/'`,
  ],
  [
    'relative target',
    { Binds: ['/a:b'] },
    `invalid volume specification: '/a:b': invalid mount config for type "bind": invalid mount path: 'b' mount path must be absolute`,
  ],
  ['inside /proc', { Binds: ['/a:/proc/self'] }, /cannot be mounted because it is inside \/proc$/],
  ['over /proc', { Binds: ['/a:/x/../proc'] }, /cannot be mounted because it is not of type proc$/],
  ['duplicate', { Binds: ['/a:/b', '/c:/b/'] }, 'Duplicate mount point: /b'],
  [
    'duplicate across fields',
    { Binds: ['/a:/b'], Tmpfs: { '/b': '' } },
    'Duplicate mount point: /b',
  ],
  [
    'missing source of a mount',
    { Mounts: [{ Type: 'bind', Source: '/missing', Target: '/b' }] },
    'invalid mount config for type "bind": bind source path does not exist: /missing',
  ],
  [
    'no target',
    { Mounts: [{ Type: 'bind', Source: '/a' }] },
    'invalid mount config for type "bind": field Target must not be empty',
  ],
  [
    'no source',
    { Mounts: [{ Type: 'bind', Target: '/a' }] },
    'invalid mount config for type "bind": field Source must not be empty',
  ],
  [
    'no type',
    { Mounts: [{ Target: '/a' }] },
    'invalid mount config for type "": mount type unknown',
  ],
  [
    'foreign options',
    { Mounts: [{ Type: 'bind', Source: '/a', Target: '/b', VolumeOptions: {} }] },
    'invalid mount config for type "bind": field VolumeOptions must not be specified',
  ],
  [
    'tmpfs with a source',
    { Mounts: [{ Type: 'tmpfs', Source: '/a', Target: '/b' }] },
    'invalid mount config for type "tmpfs": field Source must not be specified',
  ],
  [
    'our data must stay slave',
    {
      Mounts: [
        {
          Type: 'bind',
          Source: '/var/lib/joey',
          Target: '/b',
          BindOptions: { Propagation: 'private' },
        },
      ],
    },
    /must use either propagation mode "rslave" or "rshared"/,
  ],
  ['tmpfs words', { Tmpfs: { '/t': 'size=1m,foo' } }, 'invalid tmpfs option "foo"'],
  ['tmpfs at the root', { Tmpfs: { '/': '' } }, "invalid specification: destination can't be '/'"],
];

for (const [what, wishes, message] of REFUSED) {
  test(`refused with 400: ${what} ${JSON.stringify(wishes)}`, () => {
    assert.throws(() => parse(wishes), { code: 'invalidArgument', message });
  });
}

for (const [wishes, expected] of [
  [{ Binds: ['data:/x'] }, { name: 'data', origin: 'binds', readWrite: true }],
  [{ Binds: ['data:/x:ro,nocopy'] }, { name: 'data', mode: 'ro,nocopy', readWrite: false }],
  [{ Binds: ['/x'] }, { name: undefined, origin: 'binds' }],
  [{ Mounts: [{ Type: 'volume', Target: '/x' }] }, { name: undefined, origin: 'mounts' }],
  [{ Volumes: { '/x': {} } }, { name: undefined, origin: 'image' }],
] satisfies [MountWishes, object][]) {
  test(`a volume is asked for: ${JSON.stringify(wishes)}`, () => {
    const [mount] = parse(wishes);
    assert.equal(mount?.type, 'volume');
    for (const [key, value] of Object.entries(expected)) {
      assert.deepEqual(mount[key as keyof typeof mount], value, key);
    }
  });
}

test('an image as a mount is not served yet', () => {
  const wishes: MountWishes = { Mounts: [{ Type: 'image', Source: 'a', Target: '/x' }] };
  assert.throws(() => parse(wishes), { code: 'notImplemented' });
});

test('an image volume that a bind or a tmpfs covers asks for no volume', () => {
  assert.equal(parse({ Binds: ['/a:/data'], Volumes: { '/data/': {} } }).length, 1);
  assert.equal(parse({ Tmpfs: { '/data': '' }, Volumes: { '/data': {} } }).length, 1);
});

test('image volumes over /proc are refused', () => {
  assert.throws(() => parse({ Volumes: { '/proc': {} } }), { code: 'invalidArgument' });
});

test('tmpfs gets the safe flags, and what was written wins', () => {
  const options = (words: string) => parse({ Tmpfs: { '/t': words } })[0]?.options;
  assert.deepEqual(options(''), ['noexec', 'nosuid', 'nodev', 'rprivate']);
  assert.deepEqual(options('exec,size=64m,size=1g'), [
    'nosuid',
    'nodev',
    'rprivate',
    'exec',
    'size=1g',
  ]);
  assert.equal(parse({ Tmpfs: { '/t': 'ro' } })[0]?.readWrite, false);
});

test('a tmpfs of Mounts takes size, mode and exec', () => {
  const [mount] = parse({
    Mounts: [
      {
        Type: 'tmpfs',
        Target: '/t',
        ReadOnly: true,
        TmpfsOptions: { SizeBytes: 3 * 1024 ** 2, Mode: 0o1770, Options: [['exec']] },
      },
    ],
  });
  assert.deepEqual(mount?.options, [
    'nosuid',
    'nodev',
    'rprivate',
    'ro',
    'mode=1770',
    'size=3m',
    'exec',
  ]);
  assert.equal(mount.origin, 'mounts');
});

test('bind options of Mounts are honoured', () => {
  const [mount] = parse({
    Mounts: [
      {
        Type: 'bind',
        Source: '/missing',
        Target: '/t',
        ReadOnly: true,
        BindOptions: { CreateMountpoint: true, NonRecursive: true, Propagation: 'shared' },
      },
    ],
  });
  assert.deepEqual(mount?.options, ['bind']);
  assert.equal(mount.createSource, true);
  assert.equal(mount.propagation, 'shared');
  assert.equal(mount.recursiveReadOnly, 'never');
});

test('the host’s own /proc may be bound at /proc, and lxcfs files below it', () => {
  assert.equal(parse({ Binds: ['/proc:/proc', '/x:/proc/meminfo'] }).length, 2);
});
