import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

/**
 * A tiny image from the host's static busybox, as a docker-archive, without any registry:
 * `tsx scripts/make-busybox-image.ts [--tag busybox:latest] [--output FILE]` (standard output by default).
 * The same busybox makes the same image, byte for byte.
 */
export interface BusyboxOptions {
  /** Names of the image; none makes an image that has only its id. */
  readonly tags?: readonly string[];
  /** A static busybox; that of Debian's busybox-static by default. */
  readonly busybox?: string;
  /** Members of the image's configuration, over `Cmd` and `PATH`. */
  readonly config?: Readonly<Record<string, unknown>>;
  readonly architecture?: string;
  /** More members of the layer. */
  readonly files?: readonly TarMember[];
  /** RFC 3339 */
  readonly created?: string;
}

export interface TarMember {
  readonly name: string;
  /** The typeflag: `0` file, `1` hard link, `2` symbolic link, `5` directory … */
  readonly type?: string;
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
  readonly data?: Uint8Array | string;
  readonly linkName?: string;
  /** What the header says, where that shall be a lie. */
  readonly size?: number;
}

const BLOCK = 512;

/** A tar of the members, with its trailer. */
export function writeTar(members: readonly TarMember[], trailer = true): Buffer {
  const end = trailer ? [Buffer.alloc(2 * BLOCK)] : [];
  return Buffer.concat([...members.flatMap(writeMember), ...end]);
}

function writeMember(member: TarMember): Buffer[] {
  const data = Buffer.from(member.data ?? '');
  const header = Buffer.alloc(BLOCK);
  const octal = (value: number, at: number, length: number): void => {
    header.write(value.toString(8).padStart(length - 1, '0'), at, length - 1, 'latin1');
  };
  header.write(member.name, 0, 100);
  octal(member.mode ?? 0o644, 100, 8);
  octal(member.uid ?? 0, 108, 8);
  octal(member.gid ?? 0, 116, 8);
  octal(member.size ?? data.length, 124, 12);
  octal(0, 136, 12);
  header.write(member.type ?? '0', 156, 1);
  header.write(member.linkName ?? '', 157, 100);
  header.write('ustar\u000000', 257, 8, 'latin1');
  header.fill(0x20, 148, 156);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 8, 'latin1');
  return [header, data, Buffer.alloc((BLOCK - (data.length % BLOCK)) % BLOCK)];
}

const DIRECTORIES = ['bin', 'dev', 'etc', 'home', 'proc', 'root', 'sys', 'tmp', 'usr', 'var'];

function layerMembers(busybox: string, files: readonly TarMember[]): TarMember[] {
  const applets = execFileSync(busybox, ['--list'], { encoding: 'utf8' })
    .split('\n')
    .filter((applet) => /^[\w[.-]+$/.test(applet) && applet !== 'busybox');
  const directories = DIRECTORIES.map((name) => ({
    name: `${name}/`,
    type: '5',
    mode: name === 'tmp' ? 0o1777 : name === 'root' ? 0o700 : 0o755,
  }));
  return [
    ...directories,
    { name: 'bin/busybox', mode: 0o755, data: readFileSync(busybox) },
    ...applets.map((applet) => ({
      name: `bin/${applet}`,
      type: '2',
      linkName: 'busybox',
      mode: 0o777,
    })),
    { name: 'etc/passwd', data: PASSWD },
    { name: 'etc/group', data: GROUP },
    { name: 'etc/shadow', mode: 0o640, data: 'root:*:::::::\n' },
    ...files,
  ];
}

const PASSWD = `root:x:0:0:root:/root:/bin/sh
daemon:x:1:1:daemon:/usr/sbin:/bin/false
www-data:x:33:33:www-data:/var/www:/bin/false
nobody:x:65534:65534:nobody:/home:/bin/false
`;

const GROUP = `root:x:0:
daemon:x:1:
www-data:x:33:
users:x:100:
nogroup:x:65534:
`;

export const sha256 = (bytes: Uint8Array | string): string =>
  createHash('sha256').update(bytes).digest('hex');

export interface ImageParts {
  /** The layer, uncompressed. */
  readonly layer: Buffer;
  readonly config: Buffer;
  readonly tags: readonly string[];
}

/** Layer and configuration of the image. */
export function busyboxParts(options: BusyboxOptions = {}): ImageParts {
  const layer = writeTar(layerMembers(options.busybox ?? '/bin/busybox', options.files ?? []));
  const created = options.created ?? '2024-01-01T00:00:00Z';
  const config = {
    architecture: options.architecture ?? hostArchitecture(),
    config: {
      Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
      Cmd: ['sh'],
      ...options.config,
    },
    created,
    history: [
      { created, created_by: 'busybox of the host' },
      { created, created_by: 'CMD ["sh"]', empty_layer: true },
    ],
    os: 'linux',
    rootfs: { type: 'layers', diff_ids: [`sha256:${sha256(layer)}`] },
  };
  const tags = options.tags ?? ['busybox:latest'];
  return { layer, config: Buffer.from(JSON.stringify(config)), tags };
}

function hostArchitecture(): string {
  const names: Readonly<Record<string, string>> = { x64: 'amd64', ia32: '386' };
  return names[process.arch] ?? process.arch;
}

/** `busyboxTar` as a stream. */
export function busyboxArchive(options: BusyboxOptions = {}): Readable {
  return Readable.from(busyboxTar(options), { objectMode: false });
}

/** A docker-archive as `docker save` of older engines writes it. */
export function busyboxTar(options: BusyboxOptions = {}): Buffer {
  const { layer, config, tags } = busyboxParts(options);
  const id = sha256(layer);
  const configName = `${sha256(config)}.json`;
  const manifest = [
    { Config: configName, RepoTags: tags.length === 0 ? null : tags, Layers: [`${id}/layer.tar`] },
  ];
  return writeTar([
    { name: `${id}/`, type: '5', mode: 0o755 },
    { name: `${id}/VERSION`, data: '1.0' },
    { name: `${id}/layer.tar`, data: layer },
    { name: configName, data: config },
    { name: 'manifest.json', data: JSON.stringify(manifest) },
  ]);
}

function main(args: readonly string[]): void {
  const valueOf = (flag: string): string | undefined => {
    const at = args.indexOf(flag);
    return at === -1 ? undefined : args[at + 1];
  };
  const archive = busyboxTar({ tags: [valueOf('--tag') ?? 'busybox:latest'] });
  writeFileSync(valueOf('--output') ?? '/dev/stdout', archive);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main(process.argv.slice(2));
