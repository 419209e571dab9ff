import type { Kind } from './kind.ts';

/** One row of the configuration: everything that is known of one setting. */
export interface Option<T> {
  /** Its name in daemon.json: dockerd's where dockerd has it. */
  readonly key: string;
  /** Its name on the command line; the key where they agree. */
  readonly flag: string;
  /** `H` for `-H` */
  readonly short?: string;
  readonly kind: Kind<T>;
  readonly fallback: T;
  readonly help: string;
  /** SIGHUP may change it. */
  readonly reloadable: boolean;
  /** File and flags add up instead of contradicting each other. */
  readonly merge?: (file: T, flag: T) => T;
  /** dockerd has it, we accept it, and it does nothing: why. Logged when it is set. */
  readonly ignored?: string;
}

export interface OptionExtras<T> {
  readonly flag?: string;
  readonly short?: string;
  readonly reloadable?: true;
  readonly merge?: (file: T, flag: T) => T;
  readonly ignored?: string;
}

export interface OptionRow<T> extends OptionExtras<T> {
  readonly kind: Kind<T>;
  readonly fallback: NoInfer<T>;
  readonly help: string;
}

export function option<T>(key: string, row: OptionRow<T>): Option<T> {
  return { flag: key, reloadable: false, ...row, key };
}
