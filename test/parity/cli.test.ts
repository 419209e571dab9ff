/** The same docker command lines against Joey and a real dockerd: text, errors and exit codes must agree. */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { command, type CommandResult } from '../helpers/command.ts';
import { DockerdFixture } from '../helpers/dockerd-fixture.ts';
import { EngineFixture } from '../helpers/engine-fixture.ts';
import { busyboxParts, busyboxTar } from '../helpers/images.ts';
import { normalise } from './normalise.ts';

interface Invocation {
  readonly args: readonly string[];
  readonly input?: string;
  /** The exit code of newer daemons, where dockerd 20.10 has another one. */
  readonly newerCode?: number;
  /** Compare standard output as a set of lines. */
  readonly unordered?: boolean;
}

const run = (...args: string[]): Invocation => ({ args: ['run', '--rm', ...args] });
const cli = (...args: string[]): Invocation => ({ args });

/** In order: later ones build on earlier ones. */
const INVOCATIONS: readonly Invocation[] = [
  run('busybox', 'echo', 'hello'),
  run('busybox', 'sh', '-c', 'echo out; echo err >&2; exit 7'),
  { args: ['run', '--rm', '-i', 'busybox', 'cat'], input: 'through stdin\n' },
  run('-e', 'A=1', '-e', 'B=two words', 'busybox', 'sh', '-c', 'echo $A $B'),
  run('-w', '/tmp', 'busybox', 'pwd'),
  run('-w', '/made/for/me', 'busybox', 'pwd'),
  run('-u', '1000:1001', 'busybox', 'id'),
  run('-u', 'nobody', 'busybox', 'id'),
  run('-u', 'nosuchuser', 'busybox', 'id'),
  run(
    '-v',
    '/etc/hostname:/mnt/name:ro',
    'busybox',
    'sh',
    '-c',
    'cat /mnt/name && echo x > /mnt/name',
  ),
  run('--cap-drop', 'ALL', 'busybox', 'grep', 'Cap', '/proc/self/status'),
  run('--cap-add', 'NET_ADMIN', 'busybox', 'grep', 'Cap', '/proc/self/status'),
  run('--cap-add', 'NOSUCHCAP', 'busybox', 'true'),
  run('busybox', 'grep', 'Cap', '/proc/self/status'),
  run('--memory', '64m', 'busybox', 'cat', '/sys/fs/cgroup/memory/memory.limit_in_bytes'),
  run('--memory', '1m', 'busybox', 'true'),
  run('--memory', '-1', 'busybox', 'true'),
  run('--cpus', '0.5', 'busybox', 'cat', '/sys/fs/cgroup/cpu/cpu.cfs_quota_us'),
  run('--cpus', '1000', 'busybox', 'true'),
  run('--read-only', 'busybox', 'touch', '/file'),
  run('--tmpfs', '/scratch:size=1m', 'busybox', 'sh', '-c', 'mount | grep /scratch'),
  run('--shm-size', '1m', 'busybox', 'sh', '-c', 'df -k /dev/shm | tail -n 1'),
  run('--ulimit', 'nofile=512:1024', 'busybox', 'sh', '-c', 'ulimit -n; ulimit -Hn'),
  run('--entrypoint', 'echo', 'busybox', 'from', 'entrypoint'),
  run('--network', 'none', 'busybox', 'ls', '/sys/class/net'),
  run('--network', 'host', 'busybox', 'true'),
  run('--network', 'nosuchnet', 'busybox', 'true'),
  run('--hostname', 'myhost', 'busybox', 'hostname'),
  run('--add-host', 'other:1.2.3.4', '--network', 'none', 'busybox', 'cat', '/etc/hosts'),
  run('--dns', '9.9.9.9', '--dns-search', 'example.org', 'busybox', 'cat', '/etc/resolv.conf'),
  run('--sysctl', 'net.ipv4.ip_forward=1', 'busybox', 'cat', '/proc/sys/net/ipv4/ip_forward'),
  run('--sysctl', 'vm.swappiness=1', 'busybox', 'true'),
  run('--pids-limit', '50', 'busybox', 'cat', '/sys/fs/cgroup/pids/pids.max'),
  run('--security-opt', 'no-new-privileges', 'busybox', 'grep', 'NoNewPrivs', '/proc/self/status'),
  run('busybox', 'grep', '-E', 'Seccomp|NoNewPrivs', '/proc/self/status'),
  run('--device', '/dev/null:/dev/mynull', 'busybox', 'ls', '-l', '/dev/mynull'),
  run('busybox', 'ls', '/dev'),
  run('busybox', 'nosuchcommand'),
  run('busybox', '/etc'),
  run('busybox', 'sh', '-c', 'kill -9 $$'),
  run('nosuchimage', 'true'),
  run('BadName', 'true'),
  run('--name', '@bad', 'busybox', 'true'),
  run('--restart', 'always', 'busybox', 'true'),
  cli('create', '--name', 'created', 'busybox', 'true'),
  cli('create', '--name', 'created', 'busybox', 'true'),
  cli(
    'ps',
    '-a',
    '--format',
    '{{.Names}} {{.Image}} {{.Command}} {{.State}} {{.Status}} {{.Ports}}',
  ),
  cli('run', '-d', '--name', 'daemon', 'busybox', 'sleep', '1000'),
  cli(
    'ps',
    '--format',
    '{{.Names}} {{.Image}} {{.Command}} {{.State}} {{.Status}} {{.Networks}} {{.Mounts}}',
  ),
  cli('ps', '--no-trunc', '-q'),
  cli('ps', '-f', 'nosuch=filter'),
  cli('exec', 'daemon', 'echo', 'in exec'),
  cli('exec', 'daemon', 'sh', '-c', 'exit 9'),
  { args: ['exec', '-i', 'daemon', 'cat'], input: 'exec stdin\n' },
  cli(
    'exec',
    '-e',
    'X=y',
    '-w',
    '/tmp',
    '-u',
    'nobody',
    'daemon',
    'sh',
    '-c',
    'echo $X; pwd; id -u',
  ),
  { args: ['exec', 'daemon', 'nosuchcommand'], newerCode: 127 },
  cli('exec', 'nosuchcontainer', 'true'),
  cli('exec', 'created', 'true'),
  cli('top', 'daemon', '-o', 'comm,args'),
  cli('top', 'created'),
  cli('rm', 'daemon'),
  cli('pause', 'daemon'),
  cli('pause', 'daemon'),
  cli('exec', 'daemon', 'true'),
  cli('ps', '--format', '{{.Names}} {{.Status}}'),
  cli('unpause', 'daemon'),
  cli('unpause', 'daemon'),
  cli('rename', 'daemon', 'renamed'),
  cli('rename', 'renamed', 'created'),
  cli('update', '--memory', '128m', '--memory-swap', '256m', 'renamed'),
  cli(
    'inspect',
    '-f',
    '{{.HostConfig.Memory}} {{.State.Status}} {{.Name}} {{.Config.Cmd}} {{.HostConfig.NetworkMode}}',
    'renamed',
  ),
  cli('inspect', 'nosuchobject'),
  cli('kill', '-s', 'NOSUCH', 'renamed'),
  cli('stop', '-t', '1', 'renamed'),
  cli('stop', 'renamed'),
  cli('kill', 'renamed'),
  cli('ps', '-a', '--format', '{{.Names}} {{.Status}}', '-f', 'name=renamed'),
  cli('start', 'renamed'),
  cli('restart', '-t', '0', 'renamed'),
  cli('kill', '-s', 'KILL', 'renamed'),
  cli('wait', 'renamed'),
  cli(
    'run',
    '--name',
    'talker',
    'busybox',
    'sh',
    '-c',
    'echo one; sleep 0.1; echo two >&2; sleep 0.1; echo three',
  ),
  cli('logs', 'talker'),
  cli('logs', '--tail', '1', 'talker'),
  cli('logs', '-f', 'talker'),
  cli('logs', 'nosuchcontainer'),
  cli('start', '-a', 'talker'),
  cli('diff', 'talker'),
  cli(
    'inspect',
    '-f',
    '{{json .State.ExitCode}} {{json .Config.Env}} {{json .Config.Tty}} {{json .Args}} {{json .Path}}',
    'talker',
  ),
  cli(
    'inspect',
    '-f',
    '{{json .HostConfig.LogConfig}} {{json .HostConfig.RestartPolicy}} {{json .Config.Entrypoint}}',
    'talker',
  ),
  cli('rm', 'talker'),
  cli('rm', '-f', 'renamed', 'created'),
  cli('rm', 'nosuchcontainer'),
  cli('tag', 'busybox', 'other:tag'),
  cli('images', '--format', '{{.Repository}}:{{.Tag}}'),
  cli('tag', 'nosuchimage', 'x'),
  cli('rmi', 'other:tag'),
  cli('rmi', 'nosuchimage'),
  cli('history', '--format', '{{.CreatedBy}}', 'busybox'),
  cli(
    'image',
    'inspect',
    '-f',
    '{{json .Config.Cmd}} {{.Os}} {{.Architecture}} {{json .RepoTags}}',
    'busybox',
  ),
  cli('image', 'inspect', 'nosuchimage'),
  cli('network', 'ls', '--format', '{{.Name}} {{.Driver}} {{.Scope}}'),
  cli('network', 'inspect', 'nosuchnetwork'),
  cli('volume', 'ls', '-q'),
  cli('load', '-i', '{image}'),
  cli('load', '-q', '-i', '{image}'),
  cli('load', '-i', '/etc/hostname'),
  cli('import', '-c', 'CMD ["echo","imported"]', '{layer}', 'imported:1'),
  run('imported:1'),
  cli('image', 'inspect', '-f', '{{json .Config.Cmd}} {{.Comment}}', 'imported:1'),
  cli('history', '--format', '{{.CreatedBy}}|{{.Comment}}', 'imported:1'),
  cli('rmi', 'imported:1'),
  cli('run', '-d', '--name', 'seen', 'busybox', 'sleep', '1000'),
  cli('stats', '--no-stream', '--format', '{{.Name}} {{.PIDs}}', 'seen'),
  cli('attach', 'nosuchcontainer'),
  cli('port', 'seen'),
  cli('ps', '-a', '--filter', 'status=running', '--format', '{{.Names}}'),
  cli('rm', '-f', 'seen'),
  cli(
    ...['events', '--since', '1h', '--until', '0s', '--filter', 'container=seen'],
    ...['--format', '{{.Type}} {{.Action}} {{.Actor.Attributes.name}}'],
  ),
  cli('container', 'prune', '-f'),
  cli(
    'info',
    '--format',
    '{{.OSType}} {{.Architecture}} {{.NCPU}} {{.MemTotal}} {{.CgroupDriver}} {{.CgroupVersion}} {{.LoggingDriver}} {{.Containers}} {{.Images}}',
  ),
  cli('version', '--format', '{{.Client.Version}} {{.Server.Os}} {{.Server.Arch}}'),
  cli('node', 'ls'),
];

describe('docker CLI parity', () => {
  let joey: EngineFixture;
  let dockerd: DockerdFixture;
  let files: string;
  let image: string;
  let layer: string;

  before(async () => {
    files = await mkdtemp(join(tmpdir(), 'parity-'));
    image = join(files, 'image.tar');
    layer = join(files, 'layer.tar');
    await writeFile(image, busyboxTar());
    await writeFile(layer, busyboxParts().layer);
    [joey, dockerd] = await Promise.all([EngineFixture.create(), DockerdFixture.create()]);
  });
  after(async () => {
    await joey[Symbol.asyncDispose]();
    await dockerd[Symbol.asyncDispose]();
    await rm(files, { recursive: true, force: true });
  });

  const invoke = ({ args, input }: Invocation, socket: string): Promise<CommandResult> =>
    command(
      'docker',
      [
        '-H',
        `unix://${socket}`,
        ...args.map((arg) => arg.replace('{image}', image).replace('{layer}', layer)),
      ],
      input === undefined ? {} : { input },
    );

  for (const [index, invocation] of INVOCATIONS.entries()) {
    test(`${index + 1}: docker ${invocation.args.join(' ')}`, async () => {
      const [ours, theirs] = await Promise.all([
        invoke(invocation, joey.socket),
        invoke(invocation, dockerd.socket),
      ]);
      const wanted = comparable(theirs, invocation);
      const { newerCode } = invocation;
      assert.deepEqual(
        comparable(ours, invocation),
        newerCode === undefined ? wanted : { ...wanted, code: newerCode },
      );
    });
  }
});

function comparable(result: CommandResult, { unordered }: Invocation): object {
  const stdout = normalise(result.stdout);
  return {
    code: result.code,
    stdout: unordered === true ? stdout.split('\n').sort() : stdout,
    stderr: normalise(result.stderr),
  };
}
