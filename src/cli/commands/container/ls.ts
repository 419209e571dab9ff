import type { ContainerSummary } from '../../../api/schemas.ts';
import { humanDuration } from '../../../lib/human-duration.ts';
import { ellipsis, humanSize, shortId } from '../../format/human.ts';
import { type Listing, printList, type Row } from '../../format/print-list.ts';
import { defineCommand } from '../../program/command.ts';
import { filtersOf } from '../filters.ts';
import { shownPorts } from './shown-ports.ts';

const LISTING: Listing = {
  titles: {
    ID: 'CONTAINER ID',
    Names: 'NAMES',
    Image: 'IMAGE',
    Command: 'COMMAND',
    CreatedAt: 'CREATED AT',
    RunningFor: 'CREATED',
    Ports: 'PORTS',
    State: 'STATE',
    Status: 'STATUS',
    Size: 'SIZE',
    Labels: 'LABELS',
    Mounts: 'MOUNTS',
    LocalVolumes: 'LOCAL VOLUMES',
    Networks: 'NETWORKS',
    Platform: 'PLATFORM',
  },
  usual: '{{.ID}}\t{{.Image}}\t{{.Command}}\t{{.RunningFor}}\t{{.Status}}\t{{.Ports}}\t{{.Names}}',
  quiet: 'ID',
};

export const ls = defineCommand({
  usage: '[OPTIONS]',
  flags: {
    all: { type: 'boolean', short: 'a', help: 'Show all containers, not just running ones' },
    filter: { type: 'list', short: 'f', value: 'filter', help: 'Show those that fit: key=value' },
    format: { type: 'string', help: "'table', 'table TEMPLATE', 'json' or a Go template" },
    last: { type: 'integer', short: 'n', help: 'Show the last created containers, all states' },
    latest: { type: 'boolean', short: 'l', help: 'Show the latest created container' },
    'no-trunc': { type: 'boolean', help: "Don't truncate output" },
    quiet: { type: 'boolean', short: 'q', help: 'Only display container IDs' },
    size: { type: 'boolean', short: 's', help: 'Display total file sizes' },
  },
  args: { min: 0, max: 0 },
  async run(context, flags) {
    const limit = flags.latest ? 1 : (flags.last ?? -1);
    const format = flags.format ?? context.config.psFormat;
    const list = await context.api.call('get', '/containers/json', {
      query: {
        all: flags.all || limit > 0,
        size: flags.size || (format ?? '').includes('.Size'),
        ...(limit > 0 ? { limit } : {}),
        filters: filtersOf(flags.filter),
      },
    });
    const now = Date.now();
    const rows = list.map((container) => toRow(container, { now, truncates: !flags['no-trunc'] }));
    const usual = flags.size ? `${LISTING.usual}\t{{.Size}}` : LISTING.usual;
    printList(context, { ...LISTING, usual }, rows, { quiet: flags.quiet, format });
    return 0;
  },
});

function toRow(
  container: ContainerSummary,
  { now, truncates }: { readonly now: number; readonly truncates: boolean },
): Row {
  const { Id, Names, Command, Created, Labels, Mounts, NetworkSettings } = container;
  const created = new Date(Created * 1000);
  return {
    ID: truncates ? shortId(Id) : Id,
    Names: shownNames(Names, truncates),
    Image: container.Image,
    Command: JSON.stringify(truncates ? ellipsis(Command, 20) : Command),
    CreatedAt: goLocalTime(created),
    RunningFor: `${humanDuration(now - created.getTime())} ago`,
    Ports: shownPorts(container.Ports),
    State: container.State,
    Status: container.Status,
    Size: shownSize(container),
    Labels: Object.entries(Labels)
      .map(([key, value]) => `${key}=${value}`)
      .join(','),
    Mounts: Mounts.map(({ Name, Source }) => shorten(Name ?? Source, truncates)).join(','),
    LocalVolumes: String(Mounts.filter(({ Driver }) => Driver === 'local').length),
    Networks: Object.keys(NetworkSettings.Networks).join(','),
    Platform: '',
  };
}

const shorten = (text: string, truncates: boolean): string =>
  truncates ? ellipsis(text, 15) : text;

/** Names of links (`/a/b`) are shown with everything else only when nothing is cut. */
function shownNames(names: readonly string[], truncates: boolean): string {
  const bare = names.map((name) => name.replace(/^\//, ''));
  return (truncates ? bare.filter((name) => !name.includes('/')) : bare).join(',');
}

function shownSize({ SizeRw = 0, SizeRootFs = 0 }: ContainerSummary): string {
  const written = humanSize(SizeRw);
  return SizeRootFs > 0 ? `${written} (virtual ${humanSize(SizeRootFs)})` : written;
}

/** Go's default form: `2026-01-02 03:04:05 +0000 UTC`. */
function goLocalTime(time: Date): string {
  const offset = -time.getTimezoneOffset();
  const local = new Date(time.getTime() + offset * 60_000);
  const two = (value: number): string => String(Math.abs(value)).padStart(2, '0');
  const zone = `${offset < 0 ? '-' : '+'}${two(Math.trunc(offset / 60))}${two(offset % 60)}`;
  const name = offset === 0 ? 'UTC' : zone.slice(0, 3);
  return `${local.toISOString().slice(0, 19).replace('T', ' ')} ${zone} ${name}`;
}
