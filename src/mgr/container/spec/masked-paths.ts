import type { SpecStep } from './context.ts';
import { DEFAULT_READONLY_PATHS, defaultMaskedPaths } from './defaults.ts';

/** Privileged containers see all; the stored lists are filled by create, an empty one means none. */
export const maskedPaths: SpecStep = (spec, { hostConfig, host, security }) => {
  if (hostConfig.Privileged || security.unconfinedPaths) return;
  const masked = hostConfig.MaskedPaths ?? defaultMaskedPaths(host);
  const readonly = hostConfig.ReadonlyPaths ?? DEFAULT_READONLY_PATHS;
  if (masked.length > 0) spec.linux.maskedPaths = [...masked];
  if (readonly.length > 0) spec.linux.readonlyPaths = [...readonly];
};
