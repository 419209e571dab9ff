import { familyOf } from '../cidr.ts';
import type { Family } from '../driver.ts';
import type { ResolverPlan } from '../name-service.ts';
import type { Answer, Question } from './message.ts';
import { addressOfReverse } from './reverse-name.ts';
import type { Zones } from './zones.ts';

const HOST_NAMES: readonly string[] = ['host.docker.internal', 'gateway.docker.internal'];

/** What one container is told without asking anybody: undefined for a name that is not ours. */
export type LocalResolver = (question: Question) => readonly Answer[] | undefined;

/**
 * Links, then the container's networks in their order, then the host. A name of ours without an address of
 * the wished family has an empty answer: «no such name» would end a client's search (musl).
 */
export function localResolver(plan: ResolverPlan, zones: Zones): LocalResolver {
  return ({ name, type }) => {
    if (type === 'PTR') return reverse(plan, zones, name);
    const family = FAMILIES.get(type);
    if (family === undefined) {
      const isOurs = ([4, 6] as const).some((it) => lookUp(plan, zones, name, it) !== undefined);
      return isOurs ? [] : undefined;
    }
    return lookUp(plan, zones, name, family)?.map((address) => ({ type: TYPES[family], address }));
  };
}

const FAMILIES: ReadonlyMap<string, Family> = new Map([
  ['A', 4],
  ['AAAA', 6],
]);
const TYPES = { 4: 'A', 6: 'AAAA' } as const;

function lookUp(
  plan: ResolverPlan,
  zones: Zones,
  name: string,
  family: Family,
): readonly string[] | undefined {
  for (const { networkId, alias, name: target } of plan.links) {
    if (alias.toLowerCase() !== name) continue;
    const found = zones.addresses(networkId, target.toLowerCase(), family);
    if (found !== undefined) return found;
  }
  for (const networkId of plan.networkIds) {
    const found = zones.addresses(networkId, name, family);
    if (found !== undefined) return found;
  }
  return HOST_NAMES.includes(name) ? hostAddresses(plan, family) : undefined;
}

function hostAddresses({ hostGateway }: ResolverPlan, family: Family): string[] | undefined {
  const all = [hostGateway.ipv4, hostGateway.ipv6].filter((address) => address !== undefined);
  if (all.length === 0) return undefined;
  return all.filter((address) => familyOf(address) === family);
}

function reverse(plan: ResolverPlan, zones: Zones, question: string): Answer[] | undefined {
  const address = addressOfReverse(question);
  if (address === undefined) return undefined;
  for (const networkId of plan.networkIds) {
    const name = zones.nameOf(networkId, address);
    if (name !== undefined) return [{ type: 'PTR', name }];
  }
  return undefined;
}
