import type { ContainerCreateBody } from '../../api/schemas.ts';

/** A create request as the newest version has it, and what its sender should know. */
export interface Upgraded {
  readonly request: ContainerCreateBody;
  readonly warnings: readonly string[];
}
