import type { ContainerSummary } from '../../../api/schemas.ts';
import { commandLine } from '../command-line.ts';
import type { ContainerRecord } from '../record.ts';
import { imageDescriptor } from './image-descriptor.ts';
import { mountsView } from './mounts.ts';
import { networksView } from './networks.ts';
import { portMap, portSummaries } from './ports.ts';
import { statusPhrase } from './status.ts';

export interface ListExtras {
  readonly now: Date;
  /** Whether `Config.Image` still names the container's image; if not, its id is shown instead. */
  readonly isImageNameValid: boolean;
  /** bytes, when asked for */
  readonly size?: { readonly rw: number; readonly rootFs: number };
}

type Unchanging = Omit<ContainerSummary, 'Image' | 'Status' | 'Health' | 'SizeRw' | 'SizeRootFs'>;

/** A record never changes: what follows from it alone is made once. */
const cache = new WeakMap<ContainerRecord, Unchanging>();

/** What was shown last: most containers look as they did a moment ago. */
const shown = new WeakMap<ContainerRecord, ContainerSummary>();

/** One line of `docker ps`, in the newest API version's shape. Shared between lists: not to be changed. */
export function listView(record: ContainerRecord, extras: ListExtras): ContainerSummary {
  const Image = shownImage(record, extras.isImageNameValid);
  const Status = statusPhrase(record, extras.now);
  const isPlain = extras.size === undefined;
  const last = isPlain ? shown.get(record) : undefined;
  if (last?.Status === Status && last.Image === Image) return last;
  const view = { ...unchanging(record), Image, Status, ...extrasView(record, extras) };
  if (isPlain) shown.set(record, view);
  return view;
}

function extrasView(
  { health }: ContainerRecord,
  { size }: ListExtras,
): Pick<ContainerSummary, 'Health' | 'SizeRw' | 'SizeRootFs'> {
  return {
    Health: { Status: health?.status ?? 'none', FailingStreak: health?.failingStreak ?? 0 },
    ...(size === undefined ? {} : { SizeRw: size.rw, SizeRootFs: size.rootFs }),
  };
}

function shownImage(record: ContainerRecord, isNameValid: boolean): string {
  const named = record.config.Image ?? '';
  return isNameValid && named !== '' ? named : record.image.id;
}

function unchanging(record: ContainerRecord): Unchanging {
  const known = cache.get(record);
  if (known !== undefined) return known;
  const made = makeUnchanging(record);
  cache.set(record, made);
  return made;
}

function makeUnchanging(record: ContainerRecord): Unchanging {
  const { config, hostConfig, image } = record;
  const annotations = hostConfig.Annotations ?? {};
  return {
    Id: record.id,
    Names: [`/${record.name}`],
    ImageID: image.id,
    ...imageDescriptor(image),
    Command: shownCommand(commandLine(config)),
    Created: Math.trunc(record.createdAt.getTime() / 1000),
    Ports: portSummaries(portMap(record)),
    Labels: { ...config.Labels },
    State: record.state.status,
    HostConfig: {
      NetworkMode: hostConfig.NetworkMode ?? 'default',
      ...(Object.keys(annotations).length === 0 ? {} : { Annotations: { ...annotations } }),
    },
    NetworkSettings: { Networks: networksView(record) },
    Mounts: mountsView(record.mounts),
  };
}

/** Arguments with blanks are quoted, the program never. */
function shownCommand([path = '', ...args]: readonly string[]): string {
  return [path, ...args.map((arg) => (arg.includes(' ') ? `'${arg}'` : arg))].join(' ');
}
