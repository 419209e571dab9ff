import type { ContainerConfig } from '../../api/schemas.ts';
import type { DeepReadonly } from '../../lib/deep-readonly.ts';

/** What a container runs: entrypoint and command as one list. Inspect's `Path` is its first word. */
export function commandLine(
  config: Pick<DeepReadonly<ContainerConfig>, 'Cmd' | 'Entrypoint'>,
): readonly string[] {
  return [...(config.Entrypoint ?? []), ...(config.Cmd ?? [])];
}
