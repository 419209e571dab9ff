import { elementsOf, type NamedElements, portElements } from './elements.ts';
import type { FirewallPlan, FirewallPort } from './plan.ts';

/*
 * Our nftables table. Its rules are few and always the same; what differs between networks, and what
 * comes and goes with containers, are elements of sets and maps. docs/networking.md tells what an
 * administrator may rely on. PURE.
 */

/** The administrator's chain: made once, never touched again. */
const USER = 'user';

const FAMILY_SETS = (family: 4 | 6): Readonly<Record<string, string>> => {
  const address = `ipv${family}_addr`;
  const port = `inet_proto . inet_service`;
  return {
    [`own${family}`]: `type ifname . ${address}; flags interval`,
    [`direct${family}`]: `type ifname . ${address}; flags interval`,
    [`guarded${family}`]: `type ${address}; flags interval; auto-merge`,
    [`masqueraded${family}`]: `type ${address}; flags interval; auto-merge`,
    [`routed${family}`]: 'type ifname',
    [`unprotected${family}`]: 'type ifname',
    [`open${family}`]: `type ${address} . ${port}`,
    [`ports${family}`]: `type ${port} : ${address} . inet_service`,
    [`bound${family}`]: `type ${address} . ${port} : ${address} . inet_service`,
  };
};

const SETS: Readonly<Record<string, string>> = {
  bridges: 'type ifname',
  icc: 'type ifname . ifname',
  apart: 'type ifname . ifname',
  internal: 'type ifname',
  ...FAMILY_SETS(4),
  ...FAMILY_SETS(6),
};

/** Their elements come and go with containers. */
const OF_PORTS = new Set(['open4', 'open6', 'ports4', 'ports6', 'bound4', 'bound6']);
const MAPS = new Set(['ports4', 'ports6', 'bound4', 'bound6']);
/** Ranges of several fields: the kernel takes a quarter of a millisecond for each element that is flushed. */
const DELETED_NOT_FLUSHED = new Set(['own4', 'own6', 'direct4', 'direct6']);

interface Chain {
  readonly hook?: string;
  readonly rules: string;
}

const TRANSPORT = 'meta l4proto { tcp, udp, sctp }';

const CHAINS: Readonly<Record<string, Chain>> = {
  // Before connections are tracked. Our bridges let 127.0.0.1 through, so that the host reaches published
  // ports there: nobody but the host itself may use it (CVE-2020-8558).
  guard: {
    hook: 'type filter hook prerouting priority raw',
    rules: `
    iif != "lo" ip daddr 127.0.0.0/8 drop
    iifname @bridges ip saddr 127.0.0.0/8 drop
    ip daddr @guarded4 goto guard4
    ip6 daddr @guarded6 goto guard6`,
  },
  // To a container's own address only over its bridge; to the host's address in a subnet also from
  // other containers.
  guard4: {
    rules: `
    iifname . ip daddr @direct4 accept
    iif "lo" accept
    iifname != @bridges drop
    fib daddr type != local drop`,
  },
  guard6: {
    rules: `
    iifname . ip6 daddr @direct6 accept
    iif "lo" accept
    iifname != @bridges drop
    fib daddr type != local drop`,
  },
  prerouting: {
    hook: 'type nat hook prerouting priority dstnat',
    rules: `
    fib daddr type local jump publish`,
  },
  // nft has no name for dstnat here. Answers for ::1 would not be taken from a bridge: the relay serves it.
  output: {
    hook: 'type nat hook output priority -100',
    rules: `
    ip6 daddr ::1 return
    fib daddr type local jump publish`,
  },
  // Answers to link-local addresses could not be routed.
  publish: {
    rules: `
    ${TRANSPORT} dnat ip to ip daddr . meta l4proto . th dport map @bound4
    ${TRANSPORT} dnat ip to meta l4proto . th dport map @ports4
    ip6 saddr fe80::/10 return
    ${TRANSPORT} dnat ip6 to ip6 daddr . meta l4proto . th dport map @bound6
    ${TRANSPORT} dnat ip6 to meta l4proto . th dport map @ports6`,
  },
  // To a bridge from elsewhere comes only what was asked for from inside, or was published.
  forward: {
    hook: 'type filter hook forward priority filter',
    rules: `
    iifname != @bridges oifname != @bridges accept
    jump ${USER}
    ct state established,related accept
    iifname . oifname @icc accept
    iifname . oifname @apart ct status & dnat == 0 drop
    iifname @internal drop
    oifname @internal drop
    oifname != @bridges accept
    ip daddr . meta l4proto . th dport @open4 accept
    ip6 daddr . meta l4proto . th dport @open6 accept
    oifname @routed4 meta l4proto icmp accept
    oifname @routed6 meta l4proto icmpv6 accept
    oifname @unprotected4 meta nfproto ipv4 accept
    oifname @unprotected6 meta nfproto ipv6 accept
    drop`,
  },
  // From the host's 127.0.0.1; from a container through the host to its own network, whose answer would
  // not come back this way; from containers to elsewhere.
  postrouting: {
    hook: 'type nat hook postrouting priority srcnat',
    rules: `
    oifname @bridges ip saddr 127.0.0.0/8 masquerade
    oifname . ip saddr @own4 ct status dnat masquerade
    oifname . ip6 saddr @own6 ct status dnat masquerade
    ip saddr @masqueraded4 oifname . ip saddr != @own4 masquerade
    ip6 saddr @masqueraded6 oifname . ip6 saddr != @own6 masquerade`,
  },
};

/**
 * Brings the table to what is wanted in one transaction: no packet sees a half of it, the user's chain stays,
 * and so do ports that are not told of. Fails where another version's sets are in the way.
 */
export function nftUpdate(plan: FirewallPlan): string {
  const { table, complete } = plan;
  const flushed = Object.keys(SETS).filter((name) => complete || !OF_PORTS.has(name));
  return [
    `table inet ${table} {`,
    ...Object.keys(SETS).map(declaration),
    `  chain ${USER} { }`,
    ...Object.entries(CHAINS).map(([name, chain]) => declared(name, chain)),
    '}',
    ...Object.keys(CHAINS).map((name) => `flush chain inet ${table} ${name}`),
    ...flushed.map((name) => `${emptying(name)} ${kindOf(name)} inet ${table} ${name}`),
    `table inet ${table} {`,
    ...[...DELETED_NOT_FLUSHED].map(declaration),
    ...Object.entries(CHAINS).map(([name, { rules }]) => `  chain ${name} {${rules}\n  }`),
    '}',
    ...addition(table, elementsOf(plan)),
    '',
  ].join('\n');
}

/**
 * The same after taking away what was there, for a table of another version.
 * @param userRules what the administrator's chain had, one a line
 */
export const nftRebuild = (plan: FirewallPlan, userRules: readonly string[]): string =>
  nftRemoval(plan.table) +
  nftUpdate(plan) +
  userRules.map((rule) => `add rule inet ${plan.table} ${USER} ${rule}\n`).join('');

/** Leaves nothing of ours, also when there was nothing. */
export const nftRemoval = (table: string): string =>
  `table inet ${table} {}\ndelete table inet ${table}\n`;

/** Leaves the administrator's chain with its rules, and nothing else. */
export const nftRemovalBesideUser = (table: string): string =>
  [
    ...Object.keys(CHAINS).map((name) => `flush chain inet ${table} ${name}`),
    ...Object.keys(CHAINS).map((name) => `delete chain inet ${table} ${name}`),
    ...Object.keys(SETS).map((name) => `delete ${kindOf(name)} inet ${table} ${name}`),
    '',
  ].join('\n');

export const nftAddPorts = (table: string, ports: readonly FirewallPort[]): string =>
  [...addition(table, portElements(ports)), ''].join('\n');

/** One element a command: those that are gone already fail, and take all others with them. */
export const nftRemovePorts = (table: string, ports: readonly FirewallPort[]): string[] =>
  portElements(ports).flatMap(({ set, elements }) =>
    elements.map(({ key }) => `delete element inet ${table} ${set} { ${key} }\n`),
  );

export const nftListUser = (table: string): string => `list chain inet ${table} ${USER}`;

/** The rules in what `list chain` printed. */
export const rulesOf = (listing: string): string[] =>
  listing
    .split('\n')
    .slice(2, -1)
    .map((line) => line.trim())
    .filter((line) => line !== '' && line !== '}');

const emptying = (name: string): string => (DELETED_NOT_FLUSHED.has(name) ? 'delete' : 'flush');

const kindOf = (name: string): string => (MAPS.has(name) ? 'map' : 'set');

const declaration = (name: string): string => `  ${kindOf(name)} ${name} { ${SETS[name]}; }`;

const declared = (name: string, { hook }: Chain): string =>
  hook === undefined ? `  chain ${name} { }` : `  chain ${name} { ${hook}; policy accept; }`;

const addition = (table: string, sets: readonly NamedElements[]): string[] =>
  sets
    .filter(({ elements }) => elements.length > 0)
    .map(({ set, elements }) => {
      const list = elements.map(({ key, value }) =>
        value === undefined ? key : `${key} : ${value}`,
      );
      return `add element inet ${table} ${set} { ${list.join(', ')} }`;
    });
