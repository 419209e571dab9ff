import type { FirewallBridge, FirewallPlan } from './plan.ts';

/*
 * The same rules as nftables.ts for hosts without nftables, in chains of our own that are replaced
 * as a whole; and the few rules that let our traffic pass where somebody else's iptables drop what
 * is forwarded (a running dockerd). PURE.
 */

export interface Jump {
  readonly table: 'filter' | 'nat';
  readonly from: string;
  readonly to: string;
}

/** Chain names are at most 28 characters. */
const chainNames = (table: string): { readonly forward: string; readonly nat: string } => ({
  forward: `${table.toUpperCase()}-FORWARD`.slice(-28),
  nat: `${table.toUpperCase()}-NAT`.slice(-28),
});

/** The jumps into our chains; to be inserted where they are missing. */
export function iptablesJumps(table: string): readonly Jump[] {
  const { forward, nat } = chainNames(table);
  return [
    { table: 'filter', from: 'FORWARD', to: forward },
    { table: 'nat', from: 'POSTROUTING', to: nat },
  ];
}

/** Input of `iptables-restore --noflush`: makes or empties our chains and fills them. */
export function iptablesRestore({ table, bridges }: FirewallPlan): string {
  const { forward, nat } = chainNames(table);
  const lines = [
    '*filter',
    `:${forward} - [0:0]`,
    ...bridges.flatMap(forwardRules).map((rule) => `-A ${forward} ${rule}`),
    'COMMIT',
    '*nat',
    `:${nat} - [0:0]`,
    ...bridges.flatMap(natRules).map((rule) => `-A ${nat} ${rule}`),
    'COMMIT',
  ];
  return `${lines.join('\n')}\n`;
}

function forwardRules({ bridge, icc, internal }: FirewallBridge): string[] {
  const among = icc ? [`-i ${bridge} -o ${bridge} -j ACCEPT`] : [];
  if (internal) return [...among, `-o ${bridge} -j DROP`, `-i ${bridge} -j DROP`];
  return [
    ...among,
    `-o ${bridge} -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT`,
    `-o ${bridge} -m conntrack --ctstate DNAT -j ACCEPT`,
    `-o ${bridge} -j DROP`,
    `-i ${bridge} -j ACCEPT`,
  ];
}

const natRules = ({ bridge, masqueraded }: FirewallBridge): string[] =>
  masqueraded.map((subnet) => `-s ${subnet} ! -o ${bridge} -j MASQUERADE`);

/** The command lines that bring the foreign chains of one listing to what the plan needs. */
export interface PassChanges {
  readonly remove: readonly (readonly string[])[];
  readonly insert: readonly (readonly string[])[];
}

/**
 * What has to change so that a FORWARD chain which drops by default, or dockerd's DOCKER-USER, lets
 * our bridges' traffic through to our own rules (a verdict of one table does not bind another).
 * @param listing what `iptables -S` printed
 */
export function passThrough(listing: string, plan: FirewallPlan): PassChanges {
  // Some versions quote comments; our own need no quotes.
  const lines = listing.replaceAll('"', '').split('\n');
  const mark = `joey:${plan.table}`;
  const chain = gateOf(lines);
  const wanted = chain === undefined ? [] : plan.bridges.flatMap((b) => passRules(chain, b, mark));
  const present = lines.filter((line) => line.startsWith('-A ') && isMarked(line, mark));
  const isPresent = (rule: readonly string[]): boolean => present.includes(`-A ${rule.join(' ')}`);
  const surplus = present.filter((line) => !wanted.some((rule) => line === `-A ${rule.join(' ')}`));
  return {
    remove: surplus.map((line) => ['-D', ...line.slice('-A '.length).split(' ')]),
    insert: wanted.filter((rule) => !isPresent(rule)).map((rule) => ['-I', ...rule]),
  };
}

function gateOf(lines: readonly string[]): string | undefined {
  if (lines.includes('-N DOCKER-USER')) return 'DOCKER-USER';
  return lines.includes('-P FORWARD DROP') ? 'FORWARD' : undefined;
}

const isMarked = (line: string, mark: string): boolean => line.split(' ').includes(mark);

const passRules = (chain: string, { bridge }: FirewallBridge, mark: string): string[][] =>
  ['-i', '-o'].map((side) => [
    chain,
    side,
    bridge,
    ...`-m comment --comment ${mark} -j ACCEPT`.split(' '),
  ]);
