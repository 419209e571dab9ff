import type { IpamConfig } from '../../api/schemas.ts';
import { invalidArgument } from '../../lib/errors.ts';
import { canonical, contains, familyOf, parseCidr, toBigInt, toCidr } from '../../network/cidr.ts';
import type { Family } from '../../network/driver.ts';
import type { Subnet } from '../../network/subnet.ts';

/**
 * The subnets that a user described. PURE. moby: api/types/network/ipam.go ValidateIPAM
 * @throws invalidArgument with one line for each thing that is wrong
 */
export function describedSubnets(configs: readonly IpamConfig[]): Subnet[] {
  const problems = configs.flatMap(problemsOf);
  if (problems.length > 0) throw invalidArgument(`invalid network config:\n${problems.join('\n')}`);
  return configs.filter(({ Subnet: cidr = '' }) => cidr !== '').map(toSubnet);
}

function problemsOf({
  Subnet: subnet = '',
  IPRange: range = '',
  Gateway: gateway = '',
  AuxiliaryAddresses: auxiliary,
}: IpamConfig): string[] {
  if (subnet === '') {
    // What is said of a subnet that nobody named belongs to none.
    const isEmpty = range === '' && gateway === '';
    return isEmpty ? [] : ['every ip-range or gateway must have a corresponding subnet'];
  }
  const cidr = cidrOrUndefined(subnet);
  if (cidr === undefined) return [`invalid subnet ${subnet}: invalid CIDR block notation`];
  return [
    ...(toCidr(cidr) === normal(subnet)
      ? []
      : [`invalid subnet ${subnet}: it should be ${toCidr(cidr)}`]),
    ...rangeProblems(range, subnet),
    ...addressProblems('gateway', gateway, subnet),
    ...Object.values(auxiliary ?? {}).flatMap((address) =>
      addressProblems('auxiliary address', address, subnet),
    ),
  ];
}

function rangeProblems(text: string, subnet: string): string[] {
  if (text === '') return [];
  const range = cidrOrUndefined(text);
  if (range === undefined) return [`invalid ip-range ${text}: invalid CIDR block notation`];
  const parent = parseCidr(subnet);
  if (range.family !== parent.family) {
    return [`invalid ip-range ${text}: parent subnet is an IPv${parent.family} block`];
  }
  if (range.prefixLength < parent.prefixLength) {
    return [`invalid ip-range ${text}: CIDR block is bigger than its parent subnet ${subnet}`];
  }
  if (!contains(parent, range.first)) {
    return [`invalid ip-range ${text}: parent subnet ${subnet} doesn't contain ip-range`];
  }
  return toCidr(range) === normal(text)
    ? []
    : [`invalid ip-range ${text}: it should be ${toCidr(range)}`];
}

function addressProblems(what: string, text: string, subnet: string): string[] {
  if (text === '') return [];
  const family = familyOf(text);
  if (family === undefined) return [`invalid ${what} ${text}: invalid address`];
  const parent = parseCidr(subnet);
  if (family !== parent.family) {
    return [`invalid ${what} ${text}: parent subnet is an IPv${parent.family} block`];
  }
  if (contains(parent, toBigInt(text))) return [];
  return [`invalid ${what} ${text}: parent subnet ${subnet} doesn't contain this address`];
}

const normal = (cidr: string): string => {
  const [address = '', bits = ''] = cidr.split('/');
  return `${canonical(address)}/${Number(bits)}`;
};

function cidrOrUndefined(text: string): ReturnType<typeof parseCidr> | undefined {
  try {
    return parseCidr(text);
  } catch {
    return undefined;
  }
}

function toSubnet({ Subnet: text = '', IPRange, Gateway, AuxiliaryAddresses }: IpamConfig): Subnet {
  const cidr = parseCidr(text);
  return {
    family: cidr.family,
    cidr: toCidr(cidr),
    prefixLength: cidr.prefixLength,
    ...(IPRange ? { range: toCidr(parseCidr(IPRange)) } : {}),
    ...(Gateway ? { gateway: canonical(Gateway) } : {}),
    ...(AuxiliaryAddresses == null ? {} : { auxiliary: AuxiliaryAddresses }),
    ...routeVia(AuxiliaryAddresses?.[`DefaultGatewayIPv${cidr.family}`]),
  };
}

/** A name among the auxiliary addresses that means something: another next hop. */
const routeVia = (address: string | undefined): Pick<Subnet, 'routeVia'> =>
  address === undefined ? {} : { routeVia: canonical(address) };

/** The subnets of one family. */
export const ofFamily = (subnets: readonly Subnet[], family: Family): readonly Subnet[] =>
  subnets.filter((subnet) => subnet.family === family);
