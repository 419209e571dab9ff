/*
 * What has to change in other firewalls of the host so that our bridges' traffic reaches our own rules:
 * accepted by one of them, a packet may still be dropped by the next. PURE.
 */

/** The command lines that bring the foreign chains of one listing to what is wanted. */
export interface PassChanges {
  readonly remove: readonly (readonly string[])[];
  readonly insert: readonly (readonly string[])[];
}

export interface PassPlan {
  /** What our rules are marked with. */
  readonly table: string;
  readonly bridges: readonly string[];
}

/**
 * For a FORWARD chain which drops by default, or dockerd's DOCKER-USER.
 * @param listing what `iptables -S` printed
 */
export function passThrough(listing: string, plan: PassPlan): PassChanges {
  // Some versions quote comments; our own need no quotes.
  const lines = listing.replaceAll('"', '').split('\n');
  const chain = gateOf(lines);
  const wanted = chain === undefined ? [] : passRules(chain, plan, dockerBridges(lines));
  const present = lines.filter((line) => line.startsWith('-A ') && isMarked(line, markOf(plan)));
  const surplus = present.filter((line) => !wanted.includes(line.slice(3)));
  return {
    remove: surplus.map((line) => ['-D', ...line.slice(3).split(' ')]),
    insert: wanted
      .filter((rule) => !present.includes(`-A ${rule}`))
      .map((rule) => ['-I', ...rule.split(' ')]),
  };
}

const DOCKER_USER = 'DOCKER-USER';

function gateOf(lines: readonly string[]): string | undefined {
  if (lines.includes(`-N ${DOCKER_USER}`)) return DOCKER_USER;
  return lines.includes('-P FORWARD DROP') ? 'FORWARD' : undefined;
}

/** Bridges whose containers are dockerd's, from the jumps into its chain of published ports. */
const dockerBridges = (lines: readonly string[]): string[] => [
  ...new Set(lines.flatMap((line) => / -o (\S+) -j DOCKER$/.exec(line)?.slice(1) ?? [])),
];

const markOf = ({ table }: PassPlan): string => `joey:${table}`;

const isMarked = (line: string, mark: string): boolean => line.split(' ').includes(mark);

/** Each is inserted before the last. What goes to dockerd's containers is for its own rules to decide. */
function passRules(chain: string, plan: PassPlan, foreign: readonly string[]): string[] {
  const rule = (match: string, verdict: string): string =>
    `${chain} ${match} -m comment --comment ${markOf(plan)} -j ${verdict}`;
  return plan.bridges.flatMap((bridge) => [
    rule(`-i ${bridge}`, 'ACCEPT'),
    rule(`-o ${bridge}`, 'ACCEPT'),
    ...foreign.map((other) => rule(`-i ${bridge} -o ${other}`, 'RETURN')),
  ]);
}

/** Whether firewalld is at work, from what `list tables` printed. */
export const hasFirewalld = (tables: string): boolean =>
  tables.split('\n').includes('table inet firewalld');

/**
 * Arguments of firewall-cmd that let our bridges' traffic pass: the zone whose interfaces are not
 * filtered, until firewalld is reloaded.
 */
export const firewalldArguments = (bridges: readonly string[]): string[] => [
  '--zone=trusted',
  ...bridges.map((bridge) => `--change-interface=${bridge}`),
];
