import { closeSync, existsSync, readFileSync } from 'node:fs';
import { isIPv6 } from 'node:net';
import { setImmediate as breathe } from 'node:timers/promises';

import { type EngineError, internal, isErrno, messageOf } from '../../lib/errors.ts';
import type { Logger } from '../../lib/logger.ts';
import { errnoOf } from '../../lib/sys/errno.ts';
import { holdPort, type PortFilter } from '../../lib/sys/port-socket.ts';
import type { PublishedPort } from '../driver.ts';
import { HeldPorts } from './held-ports.ts';
import type { HostPorts, PortOwner, PortWish } from './host-ports.ts';
import { candidates, type EphemeralPorts, parseEphemeralPorts } from './port-numbers.ts';
import type { Relay, RelayTarget } from './relay.ts';

export interface HostPortsConfig {
  /** Whether NAT leads to containers, by the family of the host's address. */
  readonly nat: { readonly ipv4: boolean; readonly ipv6: boolean };
  /** Whether the daemon serves what NAT does not (dockerd's `userland-proxy`). */
  readonly relay: boolean;
}

interface Held extends PublishedPort {
  /** Absent where the kernel lacks the protocol: nobody else can take it either. */
  readonly fd?: number;
  readonly relayed?: Disposable;
}

/** More ports than these in a row that others hold, and the host has a different problem. */
const MAX_ATTEMPTS = 64;
/** A reservation of hundreds of ports lets others have their turn. */
const WISHES_A_TURN = 32;

/** Holds ports by sockets of this process; what they accept goes to the relay. */
export class BoundHostPorts implements HostPorts {
  readonly #config: HostPortsConfig;
  readonly #relay: Relay;
  readonly #log: Logger;
  readonly #taken = new HeldPorts<Held>();
  readonly #byOwner = new Map<string, readonly Held[]>();
  /** The last number given out, by range. */
  readonly #latest = new Map<string, number>();

  constructor(config: HostPortsConfig, relay: Relay, log: Logger) {
    this.#config = config;
    this.#relay = relay;
    this.#log = log;
  }

  async reserve(
    owner: PortOwner,
    wishes: readonly PortWish[],
    signal: AbortSignal,
  ): Promise<readonly PublishedPort[]> {
    const { endpointId, former } = owner;
    const own = this.#byOwner.get(endpointId);
    if (own !== undefined) return own.map(toPublished);
    const held: Held[] = [];
    try {
      if (former !== undefined) for (const port of former) held.push(this.#regain(owner, port));
      else await this.#chooseAll(owner, wishes, held, signal);
    } catch (err) {
      this.#letGo(held);
      throw err;
    }
    if (held.length > 0) this.#byOwner.set(endpointId, held);
    return held.map(toPublished);
  }

  async release(endpointId: string): Promise<void> {
    const held = this.#byOwner.get(endpointId) ?? [];
    this.#byOwner.delete(endpointId);
    this.#letGo(held);
    await Promise.resolve();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const held of this.#byOwner.values()) this.#letGo(held);
    this.#byOwner.clear();
    await this.#relay[Symbol.asyncDispose]();
  }

  async #chooseAll(
    owner: PortOwner,
    wishes: readonly PortWish[],
    held: Held[],
    signal: AbortSignal,
  ): Promise<void> {
    for (const [n, wish] of wishes.entries()) {
      if (n % WISHES_A_TURN === WISHES_A_TURN - 1) await breathe(undefined, { signal });
      held.push(...this.#choose(owner, wish));
    }
  }

  /** One number for all addresses of a wish. */
  #choose(owner: PortOwner, wish: PortWish): Held[] {
    const { range, reserved } =
      wish.first === 0 ? ephemeralPorts() : { range: wish, reserved: NONE };
    const key = `${wish.protocol} ${range.first}-${range.last}`;
    const places = this.#addressesOf(owner, wish).map((hostIp) => ({ ...wish, hostIp }));
    let failure = internal('all ports are allocated');
    let attempts = 0;
    for (const hostPort of candidates(range, this.#latest.get(key))) {
      if (reserved.has(hostPort)) continue;
      const ports = places.map((place) => toPort(place, hostPort));
      const taken = ports.find((port) => this.#taken.isTaken(port));
      if (taken === undefined) {
        const held = this.#hold(owner, ports);
        if (Array.isArray(held)) {
          this.#latest.set(key, hostPort);
          return held;
        }
        failure = held;
        attempts += 1;
      } else if (range.first === range.last) failure = alreadyAllocated(taken);
      if (attempts === MAX_ATTEMPTS) break;
    }
    throw failure;
  }

  /** All or none. @returns why not */
  #hold(owner: PortOwner, ports: readonly PublishedPort[]): Held[] | EngineError {
    const held: Held[] = [];
    for (const port of ports) {
      try {
        held.push(this.#bind(owner, port));
      } catch (err) {
        this.#letGo(held);
        return cannotBind(port, err);
      }
    }
    return held;
  }

  #regain(owner: PortOwner, port: PublishedPort): Held {
    try {
      return this.#bind(owner, port);
    } catch (err) {
      this.#log.warn(
        { ...port, reason: cannotBind(port, err).message },
        'a published port is held by another',
      );
      return { ...port };
    }
  }

  #bind(owner: PortOwner, port: PublishedPort): Held {
    const filter = this.#filterOf(owner, port);
    let fd: number;
    try {
      fd = holdPort({ ...port, address: port.hostIp, port: port.hostPort, filter });
    } catch (err) {
      if (!isUnknownProtocol(err)) throw err;
      const held = { ...port };
      this.#taken.add(held);
      return held;
    }
    const isRelayed = filter !== 'nothing';
    const relayed = isRelayed
      ? { relayed: this.#relay.serve(fd, port, targetOf(owner, port)) }
      : {};
    const held = { ...port, fd, ...relayed };
    this.#taken.add(held);
    return held;
  }

  /** NAT comes first: a connection that it serves would only reach the socket while rules are missing. */
  #filterOf(owner: PortOwner, { protocol, hostIp }: PublishedPort): PortFilter {
    const { nat, relay } = this.#config;
    if (!relay || protocol === 'sctp') return 'nothing';
    const ipv6 = isIPv6(hostIp);
    const translated = ipv6
      ? nat.ipv6 && owner.ipv6 !== undefined
      : nat.ipv4 && owner.ipv4 !== undefined;
    if (!translated) return 'everything';
    return ipv6 ? 'loopback' : 'nothing';
  }

  #addressesOf(owner: PortOwner, { hostIp }: PortWish): string[] {
    if (hostIp !== '') return [hostIp];
    const served = owner.ipv6 !== undefined || this.#config.relay;
    return served && hasIpv6() ? ['0.0.0.0', '::'] : ['0.0.0.0'];
  }

  #letGo(ports: readonly Held[]): void {
    for (const port of ports) {
      this.#taken.remove(port);
      if (port.fd === undefined) continue;
      port.relayed?.[Symbol.dispose]();
      closeSync(port.fd);
    }
  }
}

const NONE: ReadonlySet<number> = new Set();

const toPort = (
  { protocol, containerPort, hostIp }: PortWish,
  hostPort: number,
): PublishedPort => ({ protocol, containerPort, hostIp, hostPort });

const toPublished = ({ protocol, containerPort, hostIp, hostPort }: Held): PublishedPort => ({
  protocol,
  containerPort,
  hostIp,
  hostPort,
});

/** The container's address of the same family, else the other one. */
function targetOf(
  { ipv4, ipv6 }: PortOwner,
  { hostIp, containerPort }: PublishedPort,
): RelayTarget {
  const address = isIPv6(hostIp) ? (ipv6 ?? ipv4) : (ipv4 ?? ipv6);
  return { address: address ?? '', port: containerPort };
}

const alreadyAllocated = ({ hostIp, hostPort }: PublishedPort): EngineError =>
  internal(`Bind for ${hostIp}:${hostPort} failed: port is already allocated`);

/** What errno is called in dockerd's sentences. */
const WORDS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'address already in use',
  EADDRNOTAVAIL: 'cannot assign requested address',
  EACCES: 'permission denied',
  EMFILE: 'too many open files',
};

function cannotBind({ hostIp, hostPort, protocol }: PublishedPort, cause: unknown): EngineError {
  const host = isIPv6(hostIp) ? `[${hostIp}]` : hostIp;
  const why = WORDS[errnoOf(cause) ?? ''] ?? messageOf(cause);
  return internal(`failed to bind host port ${host}:${hostPort}/${protocol}: ${why}`, cause);
}

const isUnknownProtocol = (err: unknown): boolean =>
  ['EPROTONOSUPPORT', 'ESOCKTNOSUPPORT'].includes(errnoOf(err) ?? '');

const hasIpv6 = (): boolean => existsSync('/proc/net/if_inet6');

const IPV4_SETTINGS = '/proc/sys/net/ipv4';

/** As they are now: an administrator may change them at any time. */
const ephemeralPorts = (): EphemeralPorts =>
  parseEphemeralPorts(
    readSetting(`${IPV4_SETTINGS}/ip_local_port_range`),
    readSetting(`${IPV4_SETTINGS}/ip_local_reserved_ports`),
  );

function readSetting(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (err) {
    if (isErrno(err, 'ENOENT')) return '';
    throw err;
  }
}
