import { buildInfo } from '../../lib/build-info.ts';
import { defineCommand } from '../program/command.ts';
import { compileTemplate } from '../template/template.ts';

/** The newest version of the API that we speak. */
const API_VERSION = '1.56';

export const version = defineCommand({
  usage: '[OPTIONS]',
  flags: {
    format: { type: 'string', short: 'f', help: "'json' or a Go template" },
    client: { type: 'boolean', help: "Don't ask the engine" },
  },
  args: { min: 0, max: 0 },
  async run(context, flags) {
    const Client = clientVersion();
    const Server = flags.client ? null : await context.api.call('get', '/version');
    if (flags.format !== undefined) {
      const source = flags.format === 'json' ? '{{json .}}' : flags.format;
      context.print(compileTemplate(source)({ Client, Server }));
      return 0;
    }
    context.print(section('Client', Client));
    if (Server === null) return 0;
    const { Version, ApiVersion, GitCommit, Os, Arch, BuildTime = '' } = Server;
    const parts = { Version, ApiVersion, GitCommit, Os, Arch, BuildTime };
    context.print(`\n${section(`Server: ${Server.Platform?.Name ?? ''}`, parts)}`);
    return 0;
  },
});

const clientVersion = (): Readonly<Record<VersionPart, string>> => ({
  Version: buildInfo.version,
  ApiVersion: API_VERSION,
  GitCommit: buildInfo.commit,
  Os: process.platform,
  Arch: process.arch === 'x64' ? 'amd64' : process.arch,
  BuildTime: buildInfo.time,
});

type VersionPart = 'Version' | 'ApiVersion' | 'GitCommit' | 'Os' | 'Arch' | 'BuildTime';

const TITLES = {
  Version: 'Version',
  ApiVersion: 'API version',
  GitCommit: 'Git commit',
  BuildTime: 'Built',
} as const;

function section(title: string, parts: ReturnType<typeof clientVersion>): string {
  const lines = Object.entries(TITLES).map(
    ([key, name]) => [name, parts[key as keyof typeof TITLES]] as const,
  );
  return [
    `${title}:`,
    ...[...lines, ['OS/Arch', `${parts.Os}/${parts.Arch}`] as const].map(
      ([name, value]) => ` ${`${name}:`.padEnd(19)}${value}`,
    ),
  ].join('\n');
}
