import type { Call } from './exchange.ts';

/** A call that both engines answer alike, except for what is said here. */
export interface Compared extends Call {
  /** Newer daemons answer so: what we answer, where that is known better than what dockerd 20.10 does. */
  readonly newer?: { readonly status?: number; readonly message?: string | RegExp };
  /** Only the shape of the answer is the same. */
  readonly measured?: true;
}

const get = (path: string, more: Partial<Compared> = {}): Compared => ({ path, ...more });
const del = (path: string, more: Partial<Compared> = {}): Compared => ({
  method: 'DELETE',
  path,
  ...more,
});
const post = (path: string, json?: unknown, more: Partial<Compared> = {}): Compared => ({
  method: 'POST',
  path,
  ...(json === undefined ? {} : { json }),
  ...more,
});
const head = (path: string): Compared => ({ method: 'HEAD', path });

const refused = (status: number, message?: string | RegExp): Partial<Compared> => ({
  newer: { status, ...(message === undefined ? {} : { message }) },
});

const create = (name: string, body: object): Compared =>
  post(`/containers/create?name=${name}`, { Image: 'busybox', Cmd: ['sleep', '100'], ...body });

/** A create that is refused; were it not, the name would be free for the next. */
const bad = (body: object, more: Partial<Compared> = {}): Compared =>
  post('/containers/create', { Image: 'busybox', ...body }, more);
const badHost = (HostConfig: object, more: Partial<Compared> = {}): Compared =>
  bad({ HostConfig }, more);
const body = (text: string, type?: string, more: Partial<Compared> = {}): Compared =>
  post('/containers/create', undefined, {
    text,
    ...(type === undefined ? {} : { headers: { 'content-type': type } }),
    ...more,
  });

const JSON_TYPE = 'application/json';
const filters = (value: unknown): string => encodeURIComponent(JSON.stringify(value));

const CREATED: readonly Compared[] = [
  create('c-plain', {}),
  create('c-tty', { Cmd: ['sh', '-c', 'echo one; sleep 100'], Tty: true, OpenStdin: true }),
  create('c-host', { HostConfig: { NetworkMode: 'host' } }),
  create('c-none', { HostConfig: { NetworkMode: 'none' } }),
  create('c-bind', {
    HostConfig: { Binds: ['/tmp:/mnt:ro', '/etc:/e'], Tmpfs: { '/t': 'size=1m' } },
  }),
  create('c-mount', {
    HostConfig: {
      Mounts: [
        { Type: 'bind', Source: '/tmp', Target: '/mnt', ReadOnly: true },
        { Type: 'tmpfs', Target: '/t' },
      ],
    },
  }),
  create('c-limits', {
    HostConfig: {
      Memory: 67108864,
      NanoCpus: 500000000,
      PidsLimit: 50,
      CpuShares: 512,
      CpusetCpus: '0',
      BlkioWeight: 100,
      Ulimits: [{ Name: 'nofile', Soft: 512, Hard: 1024 }],
      OomScoreAdj: 100,
      ShmSize: 1048576,
    },
  }),
  create('c-many', {
    Cmd: 'sleep 1',
    Entrypoint: ['/bin/sh', '-c'],
    Hostname: 'h',
    Domainname: 'd',
    User: 'nobody',
    Env: ['A=1', 'B'],
    WorkingDir: '/tmp',
    Labels: { a: 'b' },
    StopSignal: 'SIGINT',
    StopTimeout: 3,
    ExposedPorts: { '80/tcp': {} },
    AttachStdout: true,
    HostConfig: {
      RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 3 },
      CapAdd: ['NET_ADMIN'],
      CapDrop: ['CHOWN'],
      Dns: ['9.9.9.9'],
      DnsOptions: ['ndots:1'],
      DnsSearch: ['x.org'],
      ExtraHosts: ['a:1.2.3.4'],
      GroupAdd: ['10'],
      Privileged: true,
      ReadonlyRootfs: true,
      SecurityOpt: ['no-new-privileges'],
      IpcMode: 'shareable',
      PidMode: 'host',
      CgroupnsMode: 'private',
      Init: false,
      Devices: [{ PathOnHost: '/dev/null', PathInContainer: '/dev/n', CgroupPermissions: 'rwm' }],
      LogConfig: { Type: 'json-file', Config: { 'max-size': '10m' } },
      Sysctls: { 'net.ipv4.ip_forward': '1' },
    },
  }),
  ...['plain', 'tty', 'host', 'none', 'bind', 'mount', 'limits', 'many'].map((name) =>
    get(`/containers/c-${name}/json`),
  ),
  get('/containers/json?limit=2'),
  get('/containers/json?all=1&limit=3'),
  get('/containers/json?limit=-1'),
  get('/containers/json?limit=0'),
];

const REFUSED: readonly Compared[] = [
  post('/containers/create', {}, refused(400, /^config cannot be empty/)),
  bad({ Image: '' }, refused(400, 'invalid reference format')),
  bad({ Image: 'BAD' }),
  bad({ Image: 'nosuch', Cmd: ['x'] }),
  post('/containers/create?name=c-plain', { Image: 'busybox' }),
  post('/containers/create?name=-bad', { Image: 'busybox' }),
  body('{"Image":', JSON_TYPE, refused(400, 'invalid JSON: unexpected EOF')),
  body('', JSON_TYPE, refused(400, 'invalid JSON: got EOF while reading request body')),
  body('{"Image":"busybox"}', 'text/plain'),
  body('{"Image":"busybox"}'),
  body('{"Image":"busybox"} x', JSON_TYPE, refused(400, 'unexpected content after JSON')),
  body('[]', JSON_TYPE, refused(400, /cannot unmarshal array into Go value/)),
  body('null', JSON_TYPE, refused(400, /^config cannot be empty/)),
  bad({ Image: 5 }, refused(400, /cannot unmarshal number into Go struct field/)),
  badHost({ Memory: 'x' }, refused(400, /cannot unmarshal string into Go struct field/)),
  badHost({ Memory: 1 }),
  badHost({ MemorySwap: 100000000 }),
  badHost({ Memory: 100000000, MemorySwap: 50000000 }),
  badHost({ RestartPolicy: { Name: 'bad' } }, refused(400, /unknown policy 'bad'/)),
  badHost({ RestartPolicy: { Name: 'always' }, AutoRemove: true }),
  badHost({ Binds: ['/x:y'] }, refused(400)),
  badHost({ Binds: ['/tmp:/x', '/etc:/x'] }),
  badHost({ Mounts: [{ Type: 'bind', Source: '/nosuch', Target: '/x' }] }),
  badHost({ Mounts: [{ Type: 'bad', Source: '/nosuch', Target: '/x' }] }),
  badHost({ LogConfig: { Type: 'json-file', Config: { bad: '1' } } }),
  badHost({ Runtime: 'nosuch' }, refused(400, 'unknown or invalid runtime name: nosuch')),
  badHost({ IpcMode: 'bad' }, refused(400, 'invalid IPC mode: bad')),
  badHost({ PidMode: 'bad' }, refused(400, 'invalid PID mode: bad')),
  badHost({ UTSMode: 'bad' }, refused(400, 'invalid UTS mode: bad')),
  badHost({ CgroupnsMode: 'bad' }),
  badHost({ CpusetCpus: '99' }),
  badHost({ NanoCpus: 1e12 }),
  badHost({ CpuPeriod: 5 }),
  badHost({ CpuQuota: 5 }),
  badHost({ ShmSize: -5 }),
  badHost({ OomScoreAdj: 5000 }),
  badHost({ CapAdd: ['BAD'] }),
  badHost({ SecurityOpt: ['bad=1'] }, refused(400, 'invalid --security-opt 2: "bad=1"')),
  badHost({ ExtraHosts: ['bad'] }),
  badHost({ NetworkMode: 'container:c-plain', PortBindings: { '80/tcp': [{}] } }),
  badHost({ Tmpfs: { rel: '' } }),
  bad({ WorkingDir: 'relative' }),
  bad({ StopSignal: 'BAD' }),
  bad({ Env: ['=x'] }),
  bad({ Healthcheck: { Interval: 5 } }),
];

const STARTED: readonly Compared[] = [
  ...['plain', 'tty', 'host', 'none', 'bind', 'limits'].map((name) =>
    post(`/containers/c-${name}/start`),
  ),
  post('/containers/c-plain/start'),
  ...['plain', 'tty', 'host', 'none', 'bind', 'limits'].map((name) =>
    get(`/containers/c-${name}/json`),
  ),
  get('/containers/c-plain/json?size=1'),
  get('/containers/nosuch/json'),
  get('/containers/json'),
  get('/containers/json?limit=x', refused(400)),
  get('/containers/json?size=1'),
  get('/containers/json?filters=notjson', refused(400, 'invalid filter')),
  get('/containers/json?filters=[]', refused(400, 'invalid filter')),
  get('/containers/json?filters={}'),
  get('/containers/json?filters='),
];

const NAMED = { name: ['c-'] };
const LISTED: readonly Compared[] = [
  ...[
    { status: ['running'] },
    { status: ['bad'] },
    { name: ['c-pl'] },
    { name: { '^/c-plain$': true } },
    { label: ['a'] },
    { label: ['a=b'] },
    { label: ['a=c'] },
    { ...NAMED, exited: ['0'] },
    { ...NAMED, ancestor: ['busybox'] },
    { ancestor: ['nosuch'] },
    { bad: ['x'] },
    { network: ['host'] },
    { volume: ['/mnt'] },
    { 'is-task': ['true'] },
    { 'is-task': ['x'] },
    { ...NAMED, health: ['none'] },
    { ...NAMED, before: ['c-tty'] },
    { ...NAMED, since: ['c-limits'] },
    { expose: ['80'] },
    { publish: ['80/tcp'] },
    { ...NAMED, isolation: ['default'] },
    { id: ['nosuch'] },
  ].map((value) => get(`/containers/json?all=1&filters=${filters(value)}`)),
  get(`/containers/json?filters=${filters({ exited: ['x'] })}`, refused(400)),
  get(`/containers/json?filters=${filters({ health: ['bad'] })}`, refused(400, /^unrecognized/)),
  get(
    `/containers/json?filters=${filters({ before: ['nosuch'] })}`,
    refused(404, 'No such container: nosuch'),
  ),
];

const CHANGED: readonly Compared[] = [
  get('/containers/c-plain/top', { measured: true }),
  get('/containers/c-plain/top?ps_args=-o%20pid,comm', { measured: true }),
  get('/containers/c-plain/top?ps_args=-o%20comm'),
  get('/containers/c-plain/top?ps_args=--nosuch'),
  get('/containers/c-mount/top'),
  get('/containers/nosuch/top'),
  post('/containers/c-tty/resize?h=10&w=20'),
  post('/containers/c-tty/resize?h=x&w=20'),
  post('/containers/c-tty/resize'),
  post('/containers/c-mount/resize?h=1&w=1'),
  post('/containers/nosuch/resize?h=1&w=1'),
  post('/containers/c-host/rename?name=c-renamed'),
  post(
    '/containers/c-renamed/rename?name=c-renamed',
    undefined,
    refused(400, /^Renaming a container with the same name as its current name/),
  ),
  post('/containers/c-renamed/rename'),
  post('/containers/c-renamed/rename?name=c-plain'),
  post('/containers/c-renamed/rename?name=-', undefined, refused(400)),
  post('/containers/nosuch/rename?name=zz'),
  post('/containers/c-renamed/rename?name=c-host'),
  post(
    '/containers/c-limits/update',
    { Memory: 70000000, MemorySwap: 140000000 },
    { newer: { status: 200 } },
  ),
  post('/containers/c-limits/update', { Memory: 1 }),
  post('/containers/c-limits/update', { RestartPolicy: { Name: 'bad' } }, refused(400)),
  post('/containers/c-limits/update', { CpuQuota: 20000 }),
  post('/containers/nosuch/update', {}),
  post('/containers/c-limits/update', undefined, refused(400)),
  get('/containers/c-limits/json'),
  post('/containers/c-plain/pause'),
  post('/containers/c-plain/pause'),
  get('/containers/c-plain/json'),
  get(`/containers/json?filters=${filters({ status: ['paused'] })}`),
  post('/containers/c-plain/start'),
  post('/containers/c-plain/unpause'),
  post('/containers/c-plain/unpause', undefined, refused(409)),
  post('/containers/c-mount/pause'),
  post('/containers/nosuch/pause'),
];

const EXECS: readonly Compared[] = [
  post('/containers/c-plain/exec', {}),
  post('/containers/c-plain/exec', { Cmd: [] }),
  post('/containers/nosuch/exec', { Cmd: ['x'] }),
  post('/containers/c-mount/exec', { Cmd: ['x'] }),
  post('/containers/c-plain/exec', undefined, refused(400)),
  post('/containers/c-plain/exec', { Cmd: ['x'], User: 'nosuch' }),
  post('/containers/c-plain/exec', { Cmd: ['x'], DetachKeys: 'bad!' }, refused(400)),
  get('/exec/nosuch/json'),
  post('/exec/nosuch/start', {}),
  post('/exec/nosuch/resize?h=1&w=1'),
];

const ENDED: readonly Compared[] = [
  post('/containers/c-plain/kill?signal=BAD'),
  post('/containers/c-plain/kill?signal=0'),
  post('/containers/c-plain/kill?signal=99', undefined, refused(400)),
  post('/containers/c-plain/kill?signal=CONT'),
  post('/containers/c-plain/kill?signal=18'),
  post('/containers/c-mount/kill'),
  post('/containers/nosuch/kill'),
  post('/containers/c-plain/kill'),
  get('/containers/c-plain/json'),
  post('/containers/c-plain/wait'),
  post('/containers/c-plain/wait?condition=bad', undefined, refused(400)),
  post('/containers/c-mount/wait'),
  post('/containers/nosuch/wait'),
  post('/containers/nosuch/wait?condition=removed'),
  post('/containers/c-tty/stop?t=0'),
  post('/containers/c-tty/stop'),
  post('/containers/c-mount/stop'),
  post('/containers/nosuch/stop'),
  post('/containers/c-none/stop?t=x', undefined, refused(400)),
  get('/containers/c-tty/json'),
  get(`/containers/json?all=1&filters=${filters(NAMED)}`),
  post('/containers/c-none/restart?t=0'),
  post('/containers/nosuch/restart'),
  post('/containers/nosuch/start'),
  post('/containers/c-plain/start?detachKeys=bad!'),
  post('/containers/c-plain/start', { HostConfig: {} }),
  create('c-exit', { Cmd: ['sh', '-c', 'exit 3'] }),
  post('/containers/c-exit/start'),
  post('/containers/c-exit/wait'),
  get('/containers/c-exit/json'),
  get(`/containers/json?all=1&filters=${filters({ exited: ['3'] })}`),
  create('c-bad', { Cmd: ['nosuch'], HostConfig: { NetworkMode: 'host' } }),
  post('/containers/c-bad/start'),
  get('/containers/c-none/stats?stream=0&one-shot=1', { measured: true }),
  get('/containers/c-mount/stats?stream=0', { measured: true }),
  get('/containers/nosuch/stats'),
  get('/containers/c-exit/changes'),
  get('/containers/nosuch/changes'),
  get('/containers/nosuch/logs'),
  get('/containers/nosuch/logs?stdout=1'),
  get('/networks/bridge'),
  get('/networks/host'),
  get('/networks/none'),
  del('/containers/c-none'),
  del('/containers/nosuch'),
  del('/containers/c-exit'),
  del('/containers/c-none?force=1'),
  del('/containers/c-bad?v=1'),
  post(`/containers/prune?filters=${filters({ bad: ['1'] })}`),
  post(`/containers/prune?filters=${filters({ until: ['x'] })}`, undefined, refused(400)),
  post('/containers/prune', undefined, { measured: true }),
];

const IMAGES: readonly Compared[] = [
  get('/images/json'),
  get('/images/json?all=1'),
  get('/images/json?digests=1'),
  ...[
    { dangling: ['true'] },
    { dangling: ['x'] },
    { reference: ['busy*'] },
    { bad: ['1'] },
    { label: ['x'] },
    { before: ['nosuch'] },
    { since: ['busybox'] },
  ].map((value) => get(`/images/json?filters=${filters(value)}`)),
  get('/images/busybox/json'),
  get('/images/nosuch/json'),
  get('/images/busybox:nosuch/json'),
  get('/images/BAD/json'),
  get('/images/busybox/history'),
  get('/images/nosuch/history'),
  post('/images/busybox/tag?repo=tagged&tag=x'),
  post('/images/busybox/tag?repo=BAD', undefined, refused(400)),
  post('/images/nosuch/tag?repo=x'),
  del('/images/tagged:x'),
  del('/images/nosuch'),
  del('/images/busybox'),
  post('/images/create?fromImage=BAD'),
];

const SYSTEM: readonly Compared[] = [
  get('/networks'),
  get('/networks/nosuch'),
  get('/networks/bridge?scope=swarm'),
  ...[{ driver: ['host'] }, { bad: ['host'] }, { name: ['none'] }, { scope: ['local'] }].map(
    (value) => get(`/networks?filters=${filters(value)}`),
  ),
  get(`/networks?filters=${filters({ type: ['bad'] })}`, refused(400)),
  del('/networks/bridge'),
  del('/networks/nosuch'),
  post('/networks/create', { Name: 'bridge' }),
  get('/volumes'),
  get('/volumes/nosuch'),
  del('/volumes/nosuch'),
  get('/info', { measured: true }),
  get('/version', { measured: true }),
  get('!/version', { measured: true }),
  get('/system/df', { newer: { status: 501 } }),
  get('/_ping'),
  head('/_ping'),
  get('/v1.41/_ping'),
  head('/v1.41/_ping'),
  get('/events?until=1&since=2'),
  get('/events?until=1'),
  get('/events?since=x', refused(400)),
  get('/events?filters=x', refused(400, 'invalid filter')),
  get('/nosuch'),
  get('!/nosuch'),
  post('/nosuch'),
  { method: 'PUT', path: '/containers/json' },
  del('/info'),
  { method: 'OPTIONS', path: '/info' },
  get('/vx/info'),
  get('/v1.99/info', refused(400, /^client version 1\.99 is too new\. Maximum supported API/)),
  get('!/'),
  head('/info'),
  get('/containers/json/'),
  ...['swarm', 'nodes', 'services', 'tasks', 'secrets', 'configs', 'plugins'].map((name) =>
    get(`/${name}`),
  ),
];

/** In order: later ones build on earlier ones. */
export const HTTP_CALLS: readonly Compared[] = [
  ...CREATED,
  ...REFUSED,
  ...STARTED,
  ...LISTED,
  ...CHANGED,
  ...EXECS,
  ...ENDED,
  ...IMAGES,
  ...SYSTEM,
];
