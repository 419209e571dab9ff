import type { SpecStep } from './context.ts';

/** In the host's UTS namespace there is nothing to name. */
export const hostname: SpecStep = (spec, { config, hostConfig }) => {
  if (hostConfig.UTSMode !== 'host' && config.Hostname) spec.hostname = config.Hostname;
};
