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

const passRules = (chain: string, bridge: string, mark: string): string[][] =>
  ['-i', '-o'].map((side) => [
    chain,
    side,
    bridge,
    ...`-m comment --comment ${mark} -j ACCEPT`.split(' '),
  ]);

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
