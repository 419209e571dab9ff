import koffi from 'koffi';

import { sysError } from './errno.ts';

type Fn<A extends readonly unknown[]> = (...args: A) => number;

/** The C library that this process already uses (glibc or musl). */
const libc = koffi.load(null);

/**
 * A function of the C library that answers an integer, by its C prototype.
 * Variadic functions are declared with the arguments that we pass.
 */
export function declare<A extends readonly unknown[]>(prototype: string): Fn<A> {
  return libc.func(prototype) as Fn<A>;
}

/** As `declare`; a negative answer throws the errno. The first argument of `call` names what it was about. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the caller says what the prototype means
export function declareChecked<A extends readonly unknown[]>(
  name: string,
  prototype: string,
): (subject: string, ...args: A) => number {
  const fn = declare<A>(prototype);
  return (subject, ...args) => {
    const result = fn(...args);
    if (result < 0) throw sysError(name, subject, koffi.errno());
    return result;
  };
}

/** The errno of this thread's last call. */
export const lastErrno = (): number => koffi.errno();
