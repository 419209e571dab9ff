/** Where the name server of a container listens, of 127.0.0.11. */
export interface ResolverPorts {
  readonly udp: number;
  readonly tcp: number;
}

const ADDRESS = '127.0.0.11';
const TABLE = 'joey_dns';
const CHAIN = 'JOEY-DNS';

/** Our table in a container's namespace, replaced as a whole. PURE. */
export const resolverRuleset = ({ udp, tcp }: ResolverPorts): string => `table ip ${TABLE} {}
delete table ip ${TABLE}
table ip ${TABLE} {
  chain output {
    type nat hook output priority -100; policy accept;
    ip daddr ${ADDRESS} udp dport 53 dnat to ${ADDRESS}:${udp}
    ip daddr ${ADDRESS} tcp dport 53 dnat to ${ADDRESS}:${tcp}
  }
}
`;

/** The same for iptables, in two steps: a chain of ours, entered first. PURE. */
export const resolverChains = (): string => `*nat
:${CHAIN} - [0:0]
-I OUTPUT -d ${ADDRESS} -j ${CHAIN}
COMMIT
`;

/** Fills the chain anew. PURE. */
export const resolverIptables = ({ udp, tcp }: ResolverPorts): string => `*nat
:${CHAIN} - [0:0]
-A ${CHAIN} -p udp --dport 53 -j DNAT --to-destination ${ADDRESS}:${udp}
-A ${CHAIN} -p tcp --dport 53 -j DNAT --to-destination ${ADDRESS}:${tcp}
COMMIT
`;
