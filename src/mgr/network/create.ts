import type { NetworkCreateBody, NetworkCreateResponse } from '../../api/schemas.ts';
import { undoQuietly } from '../../lib/dispose.ts';
import { invalidArgument } from '../../lib/errors.ts';
import { newId } from '../../lib/ids.ts';
import { without } from '../../lib/without.ts';
import { parseCidr } from '../../network/cidr.ts';
import type { DriverType, HostNetwork } from '../../network/driver.ts';
import { nameserversOf } from '../../network/resolv-conf.ts';
import { networkEvent } from './announce.ts';
import { checkCreate, driverOf } from './check-create.ts';
import { chooseSubnets } from './choose-subnets.ts';
import { takenByHost } from './default-subnet.ts';
import type { NetworkContext } from './deps.ts';
import { nameTaken, noSuchConfigNetwork, sameBridge } from './errors.ts';
import { describedSubnets } from './ipam.ts';
import { linkOf, type NetworkRecord, planOf } from './network-record.ts';
import { OPTION } from './options.ts';
import { mtuFor } from './predefined.ts';
import { upstreamResolvConf } from './sandbox-files.ts';

const UNDO_MS = 30_000;

/**
 * `POST /networks/create`. The row is there before its bridge is: a crash in between is undone at the
 * next start.
 * @throws invalidArgument, forbidden, conflict, notFound in Docker's words; nothing is changed then
 */
export async function createNetwork(
  deps: NetworkContext,
  body: NetworkCreateBody,
  signal: AbortSignal,
): Promise<NetworkCreateResponse> {
  const request = withTemplate(deps, body);
  checkCreate(request);
  refuseTaken(deps, request);
  const [host, resolvConf] = await Promise.all([
    deps.kernel.hostNetwork(signal),
    upstreamResolvConf(),
  ]);
  const record = reserve(deps, request, { host, nameservers: nameserversOf(resolvConf) });
  try {
    if (!record.configOnly) await deps.kernel.drivers[record.driver].up(planOf(record), signal);
  } catch (err) {
    await undoCreate(deps, record);
    throw err;
  }
  const ready = without(record, 'pending');
  deps.events.publish(networkEvent(ready, 'create', deps.clock.now()), () =>
    deps.book.putNetwork(ready),
  );
  return { Id: record.id, Warning: '' };
}

/** Takes back what an unfinished create has made. */
export async function undoCreate(deps: NetworkContext, record: NetworkRecord): Promise<void> {
  const signal = AbortSignal.timeout(UNDO_MS);
  await undoQuietly(deps.log, 'network create', async () => {
    if (!record.configOnly) await deps.kernel.drivers[record.driver].down(planOf(record), signal);
  });
  deps.book.deleteNetwork(record.id);
}

/** The settings of the network that `ConfigFrom` names. @throws notFound */
function withTemplate({ book }: NetworkContext, body: NetworkCreateBody): NetworkCreateBody {
  const name = body.ConfigFrom?.Network ?? '';
  if (name === '') return body;
  const template = book.named(name);
  if (template?.configOnly !== true) throw noSuchConfigNetwork(name);
  return {
    ...body,
    Internal: template.internal,
    EnableIPv4: template.enableIpv4,
    EnableIPv6: template.enableIpv6,
    Options: { ...template.options },
    Labels: { ...template.labels, ...body.Labels },
    IPAM: { Driver: 'default', Options: template.ipam.options, Config: [...template.ipam.configs] },
  };
}

function refuseTaken({ book }: NetworkContext, { Name }: NetworkCreateBody): void {
  if (book.named(Name) !== undefined) throw nameTaken(Name);
}

interface Surroundings {
  readonly host: HostNetwork;
  readonly nameservers: readonly string[];
}

/** The intent: from now on name, subnets and bridge are taken. */
function reserve(
  deps: NetworkContext,
  request: NetworkCreateBody,
  surroundings: Surroundings,
): NetworkRecord {
  // Somebody may have been faster while the host was asked.
  refuseTaken(deps, request);
  const record = describe(deps, request, surroundings);
  refuseSharedBridge(deps, record);
  deps.book.putNetwork(record);
  return record;
}

function describe(
  deps: NetworkContext,
  request: NetworkCreateBody,
  { host, nameservers }: Surroundings,
): NetworkRecord {
  const driver = driverOf(request);
  const id = newId();
  const families = familiesOf(request);
  const configs = request.IPAM?.Config ?? [];
  const own = deps.book.all().flatMap(({ subnets }) => subnets.map(({ cidr }) => parseCidr(cidr)));
  const config = deps.config();
  const draft: NetworkRecord = {
    id,
    name: request.Name,
    driver,
    createdAt: deps.clock.now(),
    enableIpv4: families.includes(4),
    enableIpv6: families.includes(6),
    subnets: [],
    ipam: { configs, options: request.IPAM?.Options ?? null },
    internal: request.Internal === true,
    attachable: request.Attachable === true,
    configOnly: request.ConfigOnly === true,
    configFrom: request.ConfigFrom?.Network ?? '',
    options: request.Options ?? {},
    labels: request.Labels ?? {},
    ownsBridge: false,
    mtu: mtuFor(config, host),
    pending: 'creating',
  };
  if (request.ConfigOnly) return draft;
  const subnets = chooseSubnets(
    { families, described: describedSubnets(configs), needsGateway: needsGateway(driver, draft) },
    { config, own, host: takenByHost(host, nameservers, '') },
  );
  return { ...draft, subnets, ownsBridge: isToBeMade(draft, host) };
}

const VLAN = /^.+\.\d{1,4}$/;

/** What is there is used and left alone. A parent that is not there must be one's VLAN. @throws invalidArgument */
function isToBeMade(draft: NetworkRecord, { interfaces }: HostNetwork): boolean {
  if (interfaces.includes(linkOf(draft))) return false;
  const parent = draft.driver === 'bridge' ? undefined : draft.options[OPTION.parent];
  if (parent === undefined || VLAN.test(parent)) return true;
  throw invalidArgument(`invalid subinterface vlan name ${parent}, example formatting is eth0.10`);
}

/** The host is the next hop on bridges; of other drivers only where the user says so. */
const needsGateway = (driver: DriverType, { internal }: NetworkRecord): boolean =>
  driver === 'bridge' || !internal;

const familiesOf = ({ EnableIPv4, EnableIPv6 }: NetworkCreateBody): (4 | 6)[] => [
  ...(EnableIPv4 === false ? [] : ([4] as const)),
  ...(EnableIPv6 === true ? ([6] as const) : []),
];

function refuseSharedBridge({ book }: NetworkContext, record: NetworkRecord): void {
  const link = linkOf(record);
  if (link === '') return;
  const other = book.all().find((network) => !network.configOnly && linkOf(network) === link);
  if (other !== undefined) throw sameBridge(record, other);
}
