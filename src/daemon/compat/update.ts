import type { ContainerUpdateBody } from '../../api/schemas.ts';
import type { ApiVersion } from '../../lib/api-version.ts';

/** An update as the newest version has it. Zero and below have always meant no limit of processes. */
export function updateFromVersion(
  body: ContainerUpdateBody,
  version: ApiVersion,
): ContainerUpdateBody {
  const { PidsLimit: limit, ...rest } = body;
  if (limit === undefined || limit === null || version < 1040) return rest;
  return { ...rest, PidsLimit: Math.max(limit, 0) };
}
