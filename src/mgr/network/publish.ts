import { internal, isCode, messageOf } from '../../lib/errors.ts';
import type { PortWish } from '../../network/ports/host-ports.ts';
import type { AttachRequest } from './container-networking.ts';
import type { NetworkContext } from './deps.ts';
import type { EndpointRecord } from './endpoint-record.ts';
import { chooseGateways, type Member } from './member.ts';
import { OPTION } from './options.ts';
import { portWishes } from './port-wishes.ts';

/** Every address of the host. */
const EVERYWHERE: readonly string[] = ['', '0.0.0.0'];

/**
 * Who publishes a container's ports: the bridge that carries its default route. Undefined when none does;
 * the ports are then not published, as with Docker. PURE.
 */
export function publisherOf(members: readonly Member[]): Member | undefined {
  const { ipv4, ipv6 } = chooseGateways(members);
  return [ipv4, ipv6].find((member) => member?.network.driver === 'bridge');
}

/** What is to be published there. @throws invalidArgument in Docker's words */
export function wishesOf(
  deps: Pick<NetworkContext, 'config'>,
  request: AttachRequest,
  { network }: Pick<Member, 'network'>,
): PortWish[] {
  const { defaultBindingIp } = deps.config();
  const own = network.options[OPTION.hostBinding] ?? '';
  const ip = EVERYWHERE.includes(own) ? defaultBindingIp : own;
  return portWishes(request, EVERYWHERE.includes(ip) ? '' : ip);
}

/**
 * Takes the host's ports for a container, and notes which they are. Repeated, it finds the same ones.
 * @returns its endpoint in that network, or the one it had
 * @throws internal with Docker's sentence when one is taken
 */
export async function publish(
  deps: NetworkContext,
  request: AttachRequest,
  { network, endpoint }: Member,
  signal: AbortSignal,
): Promise<EndpointRecord> {
  const wishes = wishesOf(deps, request, { network });
  if (wishes.length === 0) return endpoint;
  const { endpointId, ipv4, ipv6, ports: former, containerName } = endpoint;
  const owner = {
    endpointId,
    ...(ipv4 === undefined ? {} : { ipv4: ipv4.address }),
    ...(ipv6 === undefined ? {} : { ipv6: ipv6.address }),
    ...(former.length === 0 ? {} : { former }),
  };
  try {
    const ports = await deps.kernel.ports.reserve(owner, wishes, signal);
    const published = { ...endpoint, ports };
    deps.book.updateEndpoint(published);
    return published;
  } catch (err) {
    if (isCode(err, 'canceled')) throw err;
    throw internal(
      `driver failed programming external connectivity on endpoint ${containerName} (${endpointId}): ${messageOf(err)}`,
      err,
    );
  }
}

/** Gives the host's ports of an endpoint back. */
export async function unpublish(
  deps: Pick<NetworkContext, 'kernel'>,
  { endpointId, ports }: EndpointRecord,
  signal: AbortSignal,
): Promise<void> {
  if (ports.length > 0) await deps.kernel.ports.release(endpointId, signal);
}
