import type { RelayTarget } from '../relay.ts';

/** What the relay's thread is told. Descriptors are its own from then on. */
export type RelayCall =
  | {
      readonly kind: 'connection';
      readonly portId: number;
      readonly fd: number;
      readonly target: RelayTarget;
    }
  | {
      readonly kind: 'datagrams';
      readonly portId: number;
      readonly fd: number;
      readonly family: 4 | 6;
      readonly target: RelayTarget;
      /** What woke us. */
      readonly first: Datagram;
    }
  | { readonly kind: 'stop'; readonly portId: number };

export interface Datagram {
  readonly data: Uint8Array;
  /** Of the client. */
  readonly address: string;
  readonly port: number;
}

/** Its answer to each connection, and to each port of datagrams: nothing is left of it. */
export interface RelayDone {
  readonly kind: 'connection' | 'datagrams';
  readonly portId: number;
}
