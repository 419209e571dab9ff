import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import type { ContainerCreateBody } from '../../../src/api/schemas.ts';
import { readHostFacts } from '../../../src/lib/host-facts.ts';
import { ociJson } from '../../../src/lib/oci-json.ts';
import { BUILT_IN_DEFAULTS, withDefaults } from '../../../src/mgr/container/create/defaults.ts';
import { withHostname } from '../../../src/mgr/container/create/hostname.ts';
import { mergeImageConfig } from '../../../src/mgr/container/create/merge-image-config.ts';
import { validate } from '../../../src/mgr/container/create/validate.ts';
import { buildSpec } from '../../../src/mgr/container/spec/build-spec.ts';
import { BUILT_IN_SPEC_CONFIG } from '../../../src/mgr/container/spec/context.ts';
import { gather } from '../../../src/mgr/container/spec/gather.ts';
import { parseMounts } from '../../../src/volume/mount-parser.ts';
import { mountContext } from '../../fakes/mount-context.ts';

/** Specs as runc takes them, and what a program then sees. No containerd. */
const BUSYBOX = '/bin/busybox';
const isRoot = process.getuid?.() === 0;
const skip =
  isRoot && existsSync(BUSYBOX) && spawnSync('runc', ['--version']).status === 0
    ? false
    : 'needs root, runc and a static busybox';

const host = readHostFacts({ runtimes: ['runc'], cgroupDriver: 'cgroupfs' });
let base = '';
let count = 0;

before(() => {
  if (skip !== false) return;
  base = mkdtempSync(join(tmpdir(), 'joey-spec-'));
  mkdirSync(join(base, 'rootfs/bin'), { recursive: true });
  mkdirSync(join(base, 'rootfs/etc'));
  copyFileSync(BUSYBOX, join(base, 'rootfs/bin/busybox'));
  symlinkSync('busybox', join(base, 'rootfs/bin/sh'));
  writeFileSync(
    join(base, 'rootfs/etc/passwd'),
    'root:x:0:0::/root:/bin/sh\nbob:x:1000:1000::/home/bob:/bin/sh\n',
  );
  writeFileSync(join(base, 'rootfs/etc/group'), 'root:x:0:\nbob:x:1000:\naudio:x:29:bob\n');
});

after(() => {
  if (base !== '') rmSync(base, { recursive: true, force: true });
});

/** Runs a shell script in a container made of a body. */
async function run(script: string, body: ContainerCreateBody = {}): Promise<string> {
  count += 1;
  const name = `joey-spec-${process.pid}-${count}`;
  const bundle = join(base, name);
  mkdirSync(bundle);
  const spec = buildSpec(await contextOf(name, { Cmd: ['sh', '-c', script], ...body }));
  spec.root.path = join(base, 'rootfs');
  writeFileSync(join(bundle, 'config.json'), ociJson(spec));
  const args = ['--root', join(base, 'state'), 'run', '-b', bundle, name];
  const { status, stdout, stderr } = spawnSync('runc', args, { encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  return stdout;
}

async function contextOf(id: string, body: ContainerCreateBody) {
  validate(body, host);
  const { config: asked, hostConfig } = withDefaults(body, BUILT_IN_DEFAULTS, host);
  const config = withHostname(mergeImageConfig(asked, {}), hostConfig, { id, host });
  const mounts = parseMounts(hostConfig, {
    ...mountContext(),
    sourceExists: existsSync,
    dataRoot: base,
  });
  return gather({
    container: { id, config, hostConfig, mounts },
    host,
    engine: BUILT_IN_SPEC_CONFIG,
    rootfs: join(base, 'rootfs'),
    namespaces: {},
  });
}

test('a plain container: no inheritable capability, a filter, a name', { skip }, async () => {
  const out = await run('busybox grep -E "CapInh|CapAmb|Seccomp:" /proc/self/status; hostname', {
    Hostname: 'box',
  });
  assert.match(out, /CapInh:\s+0000000000000000/);
  assert.match(out, /CapAmb:\s+0000000000000000/);
  assert.match(out, /Seccomp:\s+2/);
  assert.match(out, /^box$/m);
});

test('a named user has exactly its groups and no capability', { skip }, async () => {
  const out = await run(
    'busybox id -u; busybox id -G; echo $HOME; busybox grep CapEff /proc/self/status',
    { User: 'bob', HostConfig: { GroupAdd: ['77'] } },
  );
  assert.match(out, /^1000\n(1000 29 77|29 77 1000)\n\/home\/bob\nCapEff:\s+0{16}\n$/);
});

test('nothing is open but the three standard streams', { skip }, async () => {
  // The list itself is read through a descriptor, which is gone when its link is followed.
  const out = await run(
    'for fd in /proc/$$/fd/*; do busybox readlink $fd >/dev/null && echo $fd; done; true',
  );
  assert.match(out, /^\S+\/0\n\S+\/1\n\S+\/2\n$/);
});

test('limits, tmpfs, read-only root and directory', { skip }, async () => {
  const out = await run(
    'ulimit -n; busybox pwd; busybox touch /x 2>&1; busybox df -k /t | busybox tail -1 | busybox awk "{print \\$2}"',
    {
      WorkingDir: '/work',
      HostConfig: {
        ReadonlyRootfs: true,
        Memory: 64 * 1024 ** 2,
        PidsLimit: 50,
        Tmpfs: { '/t': 'size=1m' },
        Ulimits: [{ Name: 'nofile', Soft: 500, Hard: 600 }],
      },
    },
  );
  assert.equal(out, '500\n/work\ntouch: /x: Read-only file system\n1024\n');
});

test('system paths are masked and read-only, and open to the privileged', { skip }, async () => {
  const script =
    'busybox wc -c < /proc/keys; (echo 1 > /proc/sys/kernel/panic) 2>/dev/null || echo refused';
  assert.equal(await run(script), '0\nrefused\n');
  const all = await run('busybox grep CapEff /proc/self/status; busybox ls /dev/null', {
    HostConfig: { Privileged: true },
  });
  assert.match(all, /CapEff:\s+0*1f/);
});

test('a bind arrives, read-only below it as well', { skip }, async () => {
  const source = mkdtempSync(join(tmpdir(), 'joey-bind-'));
  writeFileSync(join(source, 'file'), 'hello');
  try {
    const out = await run('busybox cat /b/file; busybox touch /b/x 2>&1 || true', {
      HostConfig: { Binds: [`${source}:/b:ro`] },
    });
    assert.equal(out, 'hellotouch: /b/x: Read-only file system\n');
  } finally {
    rmSync(source, { recursive: true });
  }
});
