import type { RuntimeChoice } from '../../ctrd/containerd.ts';
import { invalidArgument } from '../../lib/errors.ts';

/** A configured OCI runtime: a binary for the runc shim, or a shim of its own. */
export interface OciRuntime {
  /** Name or path of the binary, e.g. `runc`. */
  readonly path?: string;
  /** Shim, e.g. `io.containerd.runsc.v1`; absent for runc's. */
  readonly type?: string;
}

const RUNC_SHIM = 'io.containerd.runc.v2';

/**
 * The shim of a container and what it is told. Shim types can be named without being configured.
 * @throws invalidArgument `unknown or invalid runtime name: x`
 */
export function chooseRuntime(
  name: string,
  runtimes: Readonly<Record<string, OciRuntime>>,
  systemdCgroup: boolean,
): RuntimeChoice {
  if (name.startsWith('io.containerd.')) return { name };
  const runtime = Object.hasOwn(runtimes, name) ? runtimes[name] : undefined;
  if (runtime === undefined) throw invalidArgument(`unknown or invalid runtime name: ${name}`);
  if (runtime.type !== undefined && runtime.type !== RUNC_SHIM) return { name: runtime.type };
  return {
    name: RUNC_SHIM,
    options: { ...(runtime.path === undefined ? {} : { binaryName: runtime.path }), systemdCgroup },
  };
}
