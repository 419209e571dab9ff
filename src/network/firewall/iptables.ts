import type { Family } from '../driver.ts';
import {
  type FirewallNetwork,
  type FirewallPlan,
  type FirewallPort,
  type FirewallSubnet,
  isGuarded,
} from './plan.ts';

/*
 * The same firewall as nftables.ts for hosts without nftables: input of `iptables-restore --noflush`
 * that brings chains of our own, and the jumps into them, to what is wanted. Rules are written as
 * `iptables-save` prints them, so that text tells whether one is there. PURE.
 */

/** Chains by what they are for. Names are at most 28 characters. */
interface Chains {
  readonly guard: string;
  readonly local: string;
  readonly forward: string;
  readonly user: string;
  readonly open: string;
  readonly publish: string;
  readonly nat: string;
}

function chainsOf(table: string): Chains {
  const named = (suffix: string): string => `${table.toUpperCase()}-${suffix}`.slice(-28);
  return {
    guard: named('GUARD'),
    local: named('LOCAL'),
    forward: named('FORWARD'),
    user: named('USER'),
    open: named('OPEN'),
    publish: named('PORTS'),
    nat: named('NAT'),
  };
}

type Table = 'raw' | 'nat' | 'filter';

/** Jumps into our chains, each at the head of a chain of the kernel's. The relay serves ::1. */
const jumpsOf = (chains: Chains, family: Family): Readonly<Record<Table, readonly string[]>> => ({
  raw: [`PREROUTING -j ${chains.guard}`],
  nat: [
    `PREROUTING -m addrtype --dst-type LOCAL -j ${chains.publish}`,
    `OUTPUT ${family === 6 ? '! -d ::1/128 ' : ''}-m addrtype --dst-type LOCAL -j ${chains.publish}`,
    `POSTROUTING -j ${chains.nat}`,
  ],
  filter: [`FORWARD -j ${chains.forward}`],
});

/**
 * @param saved what `iptables-save` printed
 * @param family for which of the two programs
 */
export function iptablesUpdate(saved: string, family: Family, plan: FirewallPlan): string {
  const chains = chainsOf(plan.table);
  const subnets = plan.networks.flatMap((network) => subnetsOf(network, family));
  const present = linesOf(saved);
  const jumps = jumpsOf(chains, family);
  const ports = plan.ports.filter((port) => port.family === family);
  const onceOnly = (name: string): string[] => (hasChain(present, name) ? [] : [empty(name)]);
  const missing = (table: Table): string[] =>
    jumps[table].filter((jump) => !present.has(`-A ${jump}`)).map((jump) => `-I ${jump}`);
  const portChain = (name: string, rules: readonly string[]): string[] =>
    plan.complete ? filled(name, rules) : [...onceOnly(name), ...additions(present, name, rules)];
  return restore({
    raw: [
      ...filled(chains.local, localRules(plan.networks)),
      ...filled(chains.guard, guardRules(chains, family, plan.networks, subnets)),
      ...missing('raw'),
    ],
    nat: [
      ...portChain(chains.publish, publishRules(ports)),
      ...filled(chains.nat, natRules(family, plan.networks, subnets)),
      ...missing('nat'),
    ],
    filter: [
      ...onceOnly(chains.user),
      ...portChain(chains.open, openRules(ports)),
      ...filled(chains.forward, forwardRules(chains, family, plan.networks)),
      ...missing('filter'),
    ],
  });
}

/** Takes everything of ours away but an administrator's chain that has rules. */
export function iptablesRemoval(saved: string, family: Family, table: string): string {
  const chains = chainsOf(table);
  const present = linesOf(saved);
  const jumps = jumpsOf(chains, family);
  const gone = (of: Table): string[] =>
    jumps[of].filter((jump) => present.has(`-A ${jump}`)).map((jump) => `-D ${jump}`);
  const without = (...names: readonly string[]): string[] => {
    const there = names.filter((name) => hasChain(present, name));
    return [...there.map(empty), ...there.map((name) => `-X ${name}`)];
  };
  const userIsEmpty = ![...present].some((line) => line.startsWith(`-A ${chains.user} `));
  return restore({
    raw: [...gone('raw'), ...without(chains.guard, chains.local)],
    nat: [...gone('nat'), ...without(chains.publish, chains.nat)],
    filter: [
      ...gone('filter'),
      ...without(chains.forward, chains.open, ...(userIsEmpty ? [chains.user] : [])),
    ],
  });
}

/** Adds ports, and takes others away that were in their place. */
export function iptablesAddPorts(
  saved: string,
  table: string,
  ports: readonly FirewallPort[],
): string {
  const chains = chainsOf(table);
  const present = linesOf(saved);
  const heads = publishRules(ports).map((rule) => `-A ${chains.publish} ${headOf(rule)}`);
  const wanted = new Set(publishRules(ports).map((rule) => `-A ${chains.publish} ${rule}`));
  const stale = [...present].filter((line) => heads.includes(headOf(line)) && !wanted.has(line));
  return restore({
    raw: [],
    nat: [...stale.map(deletion), ...additions(present, chains.publish, publishRules(ports))],
    filter: additions(present, chains.open, openRules(ports)),
  });
}

export function iptablesRemovePorts(
  saved: string,
  table: string,
  ports: readonly FirewallPort[],
): string {
  const chains = chainsOf(table);
  const present = linesOf(saved);
  const gone = (chain: string, rules: readonly string[]): string[] =>
    rules
      .map((rule) => `-A ${chain} ${rule}`)
      .filter((line) => present.has(line))
      .map(deletion);
  return restore({
    raw: [],
    nat: gone(chains.publish, publishRules(ports)),
    filter: gone(chains.open, openRules(ports)),
  });
}

/** The lines of `iptables-save` that are ours, but for those of ports. */
export function iptablesState(saved: string, table: string): string {
  const chains = chainsOf(table);
  const ours = Object.values(chains) as string[];
  const ofPorts = [`-A ${chains.publish} `, `-A ${chains.open} `, `-A ${chains.user} `];
  const isOurs = (line: string): boolean =>
    line.split(' ').some((word) => ours.includes(word.replace(/^:/, '')));
  return [...linesOf(saved)]
    .filter((line) => isOurs(line) && !ofPorts.some((head) => line.startsWith(head)))
    .map((line) => line.replace(/ \[\d+:\d+\]$/, ''))
    .join('\n');
}

interface SubnetOf extends FirewallSubnet {
  readonly bridge: string;
  readonly trusted: readonly string[];
}

const subnetsOf = (
  { bridge, subnets, trustedInterfaces: trusted }: FirewallNetwork,
  family: Family,
): SubnetOf[] =>
  subnets
    .filter((subnet) => subnet.family === family)
    .map((subnet) => ({ ...subnet, bridge, trusted }));

/** The host's own address in a subnet may be asked by other containers. */
const localRules = (networks: readonly FirewallNetwork[]): string[] => [
  ...networks.map(({ bridge }) => `-i ${bridge} -m addrtype --dst-type LOCAL -j ACCEPT`),
  '-j DROP',
];

function guardRules(
  { local }: Chains,
  family: Family,
  networks: readonly FirewallNetwork[],
  subnets: readonly SubnetOf[],
): string[] {
  const loopback =
    family === 4
      ? [
          '-d 127.0.0.0/8 ! -i lo -j DROP',
          ...networks.map(({ bridge }) => `-s 127.0.0.0/8 -i ${bridge} -j DROP`),
        ]
      : [];
  const direct = subnets
    .filter(isGuarded)
    .flatMap(({ cidr, bridge, trusted }) => [
      ...[bridge, 'lo', ...trusted].map((name) => `-d ${cidr} -i ${name} -j ACCEPT`),
      `-d ${cidr} -j ${local}`,
    ]);
  return [...loopback, ...direct];
}

function forwardRules(
  { user, open }: Chains,
  family: Family,
  networks: readonly FirewallNetwork[],
): string[] {
  const known = '-m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT';
  const closed = networks.filter(({ internal }) => internal);
  const others = networks.filter(({ internal }) => !internal);
  return [
    `-j ${user}`,
    ...networks.flatMap(({ bridge }) => [`-i ${bridge} ${known}`, `-o ${bridge} ${known}`]),
    ...networks.map(({ bridge, icc }) =>
      icc
        ? `-i ${bridge} -o ${bridge} -j ACCEPT`
        : `-i ${bridge} -o ${bridge} -m conntrack ! --ctstate DNAT -j DROP`,
    ),
    ...closed.flatMap(({ bridge }) => [`-i ${bridge} -j DROP`, `-o ${bridge} -j DROP`]),
    ...others.flatMap((network) => intoBridge(open, family, network)),
    ...others.map(({ bridge }) => `-i ${bridge} -j ACCEPT`),
  ];
}

function intoBridge(open: string, family: Family, network: FirewallNetwork): string[] {
  const { bridge } = network;
  const modes = subnetsOf(network, family).map(({ mode }) => mode);
  const ping = family === 4 ? 'icmp' : 'ipv6-icmp';
  return [
    `-o ${bridge} -j ${open}`,
    ...(modes.includes('routed') ? [`-o ${bridge} -p ${ping} -j ACCEPT`] : []),
    ...(modes.includes('nat-unprotected') ? [`-o ${bridge} -j ACCEPT`] : []),
    `-o ${bridge} -j DROP`,
  ];
}

function natRules(
  family: Family,
  networks: readonly FirewallNetwork[],
  subnets: readonly SubnetOf[],
): string[] {
  const loopback = family === 4 ? networks : [];
  return [
    ...loopback.map(({ bridge }) => `-s 127.0.0.0/8 -o ${bridge} -j MASQUERADE`),
    ...subnets.map(
      ({ cidr, bridge }) => `-s ${cidr} -o ${bridge} -m conntrack --ctstate DNAT -j MASQUERADE`,
    ),
    ...subnets
      .filter(({ mode, masquerade }) => masquerade && mode !== 'routed')
      .map(({ cidr, bridge }) => `-s ${cidr} ! -o ${bridge} -j MASQUERADE`),
  ];
}

const full = ({ family }: FirewallPort): string => (family === 4 ? '/32' : '/128');

/** Several ports of the host may lead to one of a container. */
const openRules = (ports: readonly FirewallPort[]): string[] => [
  ...new Set(
    ports.map(
      (port) =>
        `-d ${port.address}${full(port)} ${transport(port.protocol, port.containerPort)} -j ACCEPT`,
    ),
  ),
];

const publishRules = (ports: readonly FirewallPort[]): string[] =>
  ports.flatMap((port) => {
    const { host, family, address, containerPort, protocol } = port;
    if (host === undefined) return [];
    // Answers to link-local addresses could not be routed.
    const source = family === 4 ? '' : '! -s fe80::/10 ';
    const destination = host.address === '' ? '' : `-d ${host.address}${full(port)} `;
    const target = family === 4 ? address : `[${address}]`;
    const match = `${source}${destination}${transport(protocol, host.port)}`;
    return [`${match} -j DNAT --to-destination ${target}:${containerPort}`];
  });

const transport = (protocol: string, port: number): string =>
  `-p ${protocol} -m ${protocol} --dport ${port}`;

const headOf = (rule: string): string => rule.split(' -j DNAT ', 1)[0] ?? '';
const deletion = (line: string): string => line.replace(/^-A /, '-D ');
const empty = (name: string): string => `:${name} - [0:0]`;

const additions = (
  present: ReadonlySet<string>,
  chain: string,
  rules: readonly string[],
): string[] => rules.map((rule) => `-A ${chain} ${rule}`).filter((line) => !present.has(line));

const filled = (name: string, rules: readonly string[]): string[] => [
  empty(name),
  ...rules.map((rule) => `-A ${name} ${rule}`),
];

const linesOf = (saved: string): ReadonlySet<string> => new Set(saved.split('\n'));

const hasChain = (lines: ReadonlySet<string>, name: string): boolean =>
  [...lines].some((line) => line.startsWith(`:${name} `));

/** Empty when there is nothing to do. */
function restore(changes: Readonly<Record<Table, readonly string[]>>): string {
  return (['raw', 'nat', 'filter'] as const)
    .filter((table) => changes[table].length > 0)
    .map((table) => [`*${table}`, ...changes[table], 'COMMIT', ''].join('\n'))
    .join('');
}
