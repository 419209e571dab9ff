import type { NameEntry, ResolverPlan } from '../../name-service.ts';
import type { ResolverSockets } from '../listener.ts';

/** What the name server's thread is told. Plain data; nothing is answered. */
export type Order =
  /** Without sockets: those that it has stay. */
  | { readonly kind: 'serve'; readonly plan: ResolverPlan; readonly sockets?: ResolverSockets }
  | { readonly kind: 'stop'; readonly containerId: string }
  | {
      readonly kind: 'publish';
      readonly network: { readonly id: string; readonly name: string };
      readonly entries: readonly NameEntry[];
    }
  | { readonly kind: 'withdraw'; readonly networkId: string };
