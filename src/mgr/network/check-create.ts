import type { NetworkCreateBody } from '../../api/schemas.ts';
import { forbidden, invalidArgument, notFound, unavailable } from '../../lib/errors.ts';
import { DRIVER_TYPES, type DriverType } from '../../network/driver.ts';
import type { Subnet } from '../../network/subnet.ts';
import { describedSubnets, ofFamily } from './ipam.ts';
import { isPredefinedName } from './network-record.ts';
import { checkBridgeOptions, checkParentOptions } from './options.ts';

/** What `Driver` says; empty is a bridge. @throws notFound for a driver that nobody has */
export function driverOf({ Driver: wanted = '' }: Pick<NetworkCreateBody, 'Driver'>): DriverType {
  const name = wanted === '' ? 'bridge' : wanted;
  const known = DRIVER_TYPES.find((driver) => driver === name);
  if (known === undefined) throw notFound(`plugin "${name}" not found`);
  return known;
}

/**
 * Refuses what cannot become a network, in Docker's words. PURE.
 * @throws invalidArgument, forbidden, notFound, unavailable
 */
export function checkCreate(request: NetworkCreateBody): void {
  checkName(request.Name);
  refuseSwarm(request);
  const driver = driverOf(request);
  if (driver === 'host' || driver === 'null') {
    throw forbidden(`only one instance of "${driver}" network is allowed`);
  }
  checkIpam(request, driver);
  const options = request.Options ?? {};
  if (driver === 'bridge') checkBridgeOptions(options);
  else checkParentOptions(options);
}

function checkName(name: string): void {
  if (isPredefinedName(name)) {
    // Docker's sentence ends in a blank.
    throw forbidden(`operation is not permitted on predefined ${name} network `);
  }
  if (/^\s*$/.test(name)) throw invalidArgument('invalid name: name is empty');
}

function refuseSwarm({ Driver: driver, Scope: scope, Ingress: ingress }: NetworkCreateBody): void {
  if (driver !== 'overlay' && scope !== 'swarm' && ingress !== true) return;
  throw unavailable(
    'This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.',
  );
}

function checkIpam(request: NetworkCreateBody, driver: DriverType): void {
  const ipamDriver = request.IPAM?.Driver ?? '';
  if (!['', 'default'].includes(ipamDriver)) throw notFound(`plugin "${ipamDriver}" not found`);
  const subnets = describedSubnets(request.IPAM?.Config ?? []);
  checkFamilies(request, subnets);
  const isManifold = ([4, 6] as const).some((family) => ofFamily(subnets, family).length > 1);
  if (driver === 'bridge' && isManifold) {
    throw forbidden("bridge driver doesn't support multiple subnets");
  }
}

function checkFamilies(
  { EnableIPv4, EnableIPv6 }: NetworkCreateBody,
  subnets: readonly Subnet[],
): void {
  if (EnableIPv6 === true) return;
  if (EnableIPv4 === false) throw invalidArgument('IPv4 or IPv6 must be enabled');
  const [ipv6] = ofFamily(subnets, 6);
  if (ipv6 === undefined) return;
  throw invalidArgument(
    `invalid network config:\ninvalid subnet ${ipv6.cidr}: IPv6 has not been enabled for this network`,
  );
}
