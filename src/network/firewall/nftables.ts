import type { FirewallBridge, FirewallPlan } from './plan.ts';

/**
 * Our table, replaced in one transaction: no packet sees a half of it. Rules are few and fixed;
 * what differs between networks are elements of sets. PURE.
 *
 * To a bridge from elsewhere comes only what was asked for from inside, or was published (dnat).
 */
export function nftRuleset({ table, bridges }: FirewallPlan): string {
  const icc = bridges.filter((entry) => entry.icc);
  const internal = bridges.filter((entry) => entry.internal);
  return `table inet ${table} {}
delete table inet ${table}
table inet ${table} {
${set('bridges', 'type ifname', bridges.map(nameOf))}
${set('internal', 'type ifname', internal.map(nameOf))}
${set(
  'icc',
  'type ifname . ifname',
  icc.map((entry) => `${nameOf(entry)} . ${nameOf(entry)}`),
)}
${set(
  'sources',
  'type ipv4_addr; flags interval',
  bridges.flatMap((entry) => entry.masqueraded),
)}
  chain forward {
    type filter hook forward priority filter; policy accept;
    iifname != @bridges oifname != @bridges accept
    iifname . oifname @icc accept
    oifname @internal drop
    iifname @internal drop
    oifname @bridges ct state established,related accept
    oifname @bridges ct status dnat accept
    oifname @bridges drop
  }
  chain postrouting {
    type nat hook postrouting priority srcnat; policy accept;
    oifname != @bridges ip saddr @sources masquerade
  }
}
`;
}

/** Commands that leave nothing of ours, also when there was nothing. */
export const nftRemoval = (table: string): string =>
  `table inet ${table} {}\ndelete table inet ${table}\n`;

const nameOf = (entry: FirewallBridge): string => `"${entry.bridge}"`;

/** nft refuses an empty list of elements. */
function set(name: string, type: string, elements: readonly string[]): string {
  const list = elements.length === 0 ? '' : ` elements = { ${elements.join(', ')} };`;
  return `  set ${name} { ${type};${list} }`;
}
