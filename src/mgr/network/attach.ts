import { undoQuietly } from '../../lib/dispose.ts';
import { newId } from '../../lib/ids.ts';
import { macOf, toNumber } from '../../network/ipv4.ts';
import { announce } from './announce.ts';
import { settingsOf } from './check.ts';
import type { AttachRequest, Sandbox } from './container-networking.ts';
import type { NetworkContext } from './deps.ts';
import { detach } from './detach.ts';
import { type EndpointRecord, toEndpoint } from './endpoint-record.ts';
import { type NetworkRecord, planOf } from './network-record.ts';
import { networkOfMode } from './resolve.ts';
import { sandboxFiles } from './sandbox-files.ts';

const INTERFACE = 'eth0';
const UNDO_MS = 30_000;

/**
 * Gives a container its place in its network: the intent on disk, then namespace and interface, then
 * the announcement. Repeated, it finds what is there and answers the same.
 */
export async function attach(
  deps: NetworkContext,
  request: AttachRequest,
  signal: AbortSignal,
): Promise<Sandbox> {
  const network = networkOfMode(deps.book.networks(), request.networkMode);
  const { isolated } = deps.kernel.drivers[network.driver];
  const endpoint =
    deps.book.endpoint(request.containerId, network.id) ?? reserve(deps, network, request);
  try {
    const [files] = await Promise.all([
      sandboxFiles(deps, { request, isolated, endpoint }),
      join(deps, network, endpoint, signal),
    ]);
    if (!endpoint.joined) confirm(deps, endpoint);
    return {
      netnsPath: isolated ? deps.kernel.sandboxes.pathOf(request.containerId) : '',
      endpoints: { [network.name]: toEndpoint(endpoint) },
      files,
    };
  } catch (err) {
    const undo = AbortSignal.timeout(UNDO_MS);
    await undoQuietly(deps.log, 'network attach', async () => {
      await detach(deps, request.containerId, undo);
    });
    throw err;
  }
}

/** The intent: from now on the address is taken. */
function reserve(
  deps: NetworkContext,
  network: NetworkRecord,
  request: AttachRequest,
): EndpointRecord {
  const endpoint: EndpointRecord = {
    containerId: request.containerId,
    containerName: request.containerName,
    networkId: network.id,
    networkName: network.name,
    endpointId: newId(),
    ...addressesOf(deps, network, request),
    aliases: [],
    dnsNames: [],
    joined: false,
  };
  deps.book.insertEndpoint(endpoint);
  return endpoint;
}

type Addresses = Pick<EndpointRecord, 'macAddress' | 'ipv4' | 'interfaceName'>;

function addressesOf(
  deps: NetworkContext,
  network: NetworkRecord,
  request: AttachRequest,
): Addresses {
  const { subnet } = network;
  const address = deps.book.pool(network)?.take(deps.clock.now().getTime());
  if (address === undefined || subnet === undefined) return { macAddress: '', interfaceName: '' };
  const wanted = settingsOf(request, network).MacAddress ?? '';
  return {
    macAddress: wanted === '' ? macOf(toNumber(address)) : normalMac(wanted),
    interfaceName: INTERFACE,
    ipv4: {
      address,
      prefixLength: subnet.prefixLength,
      gateway: subnet.routeVia ?? subnet.gateway,
    },
  };
}

const normalMac = (mac: string): string => mac.toLowerCase().replaceAll('-', ':');

async function join(
  deps: NetworkContext,
  network: NetworkRecord,
  endpoint: EndpointRecord,
  signal: AbortSignal,
): Promise<void> {
  const { sandboxes, drivers } = deps.kernel;
  const driver = drivers[network.driver];
  if (driver.isolated) await sandboxes.create(endpoint.containerId, signal);
  const { endpointId, interfaceName, macAddress, ipv4, containerId } = endpoint;
  const sandbox = sandboxes.pathOf(containerId);
  const plan = {
    id: endpointId,
    sandbox,
    interfaceName,
    macAddress,
    addresses: ipv4 === undefined ? [] : [{ family: 4 as const, ...ipv4 }],
    gateways: ipv4 === undefined ? {} : { ipv4: ipv4.gateway },
    sysctls: {},
    ports: [],
  };
  await driver.join(planOf(network), plan, signal);
}

function confirm(deps: NetworkContext, endpoint: EndpointRecord): void {
  const joined = { ...endpoint, joined: true };
  announce(deps, 'connect', joined, () => deps.book.updateEndpoint(joined));
}
