import { isIPv6 } from 'node:net';

import type { PublishedPort } from '../driver.ts';

type Place = Pick<PublishedPort, 'protocol' | 'hostIp' | 'hostPort'>;

/** Which of the host's ports are taken by containers, and where that would be in the way of another. */
export class HeldPorts<T extends Place> {
  /** By protocol and number. */
  readonly #held = new Map<string, T[]>();

  add(port: T): void {
    const key = keyOf(port);
    const others = this.#held.get(key);
    if (others === undefined) this.#held.set(key, [port]);
    else others.push(port);
  }

  remove(port: T): void {
    const key = keyOf(port);
    const others = this.#held.get(key)?.filter((other) => other !== port) ?? [];
    if (others.length === 0) this.#held.delete(key);
    else this.#held.set(key, others);
  }

  isTaken(place: Place): boolean {
    return (
      this.#held.get(keyOf(place))?.some((other) => collide(other.hostIp, place.hostIp)) === true
    );
  }
}

const keyOf = ({ protocol, hostPort }: Place): string => `${protocol} ${hostPort}`;

const ANY = new Set(['0.0.0.0', '::']);

const collide = (a: string, b: string): boolean =>
  isIPv6(a) === isIPv6(b) && (a === b || ANY.has(a) || ANY.has(b));
