import type { Managers } from '../managers.ts';

/**
 * Managers that routes can be bound to before they exist: binding a hundred routes takes 50 ms of our time,
 * waiting for containerd 100 ms of nothing. Nobody may call them before `arrive`; no socket is open then.
 */
export function lateManagers(): {
  readonly managers: Managers;
  readonly arrive: (real: Managers) => void;
} {
  let arrived: Managers | undefined;
  const managers = Object.fromEntries(
    NOUNS.map((noun) => [noun, forward(() => arrived?.[noun])]),
  ) as unknown as Managers;
  return { managers, arrive: (real) => (arrived = real) };
}

const NOUNS = Object.keys({
  containers: 0,
  execs: 0,
  images: 0,
  networks: 0,
  volumes: 0,
  system: 0,
} satisfies Record<keyof Managers, 0>) as (keyof Managers)[];

/** Methods are bound to their real manager, whose private members the stand-in has not. */
function forward(target: () => object | undefined): object {
  return new Proxy(
    {},
    {
      get: (_, name): unknown => {
        const real = target();
        const member: unknown = real === undefined ? undefined : Reflect.get(real, name, real);
        return typeof member === 'function' ? (member.bind(real) as unknown) : member;
      },
    },
  );
}
