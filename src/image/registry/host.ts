import type { TlsSettings } from './http/trust.ts';

export type Capability = 'pull' | 'resolve' | 'push';

/** One address at which a registry may be spoken to. */
export interface Address {
  /** `https://host/v2/`: ends with a slash. */
  readonly base: URL;
  readonly tls: TlsSettings;
}

/** A registry, or a mirror of one. */
export interface RegistryHost {
  /** The first that answers is used: HTTPS, and for insecure registries HTTP after it. */
  readonly addresses: readonly Address[];
  readonly capabilities: ReadonlySet<Capability>;
  /** Sent with every request; lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** The registry itself, which alone sees the user's credentials. */
  readonly isOrigin: boolean;
}

export const EVERYTHING: ReadonlySet<Capability> = new Set(['pull', 'resolve', 'push']);
export const READING: ReadonlySet<Capability> = new Set(['pull', 'resolve']);
