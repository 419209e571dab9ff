import type { SpecContext, SpecStep } from './context.ts';

/** Defaults of a network of its own (any port and ping without privileges), then what the user said. */
export const sysctl: SpecStep = (spec, context) => {
  const { config, hostConfig, host } = context;
  const own = hasOwnNetwork(context) ? host.defaultSysctls : {};
  const hasDomain = Boolean(config.Domainname) && hostConfig.UTSMode !== 'host';
  const domain = hasDomain ? { 'kernel.domainname': config.Domainname ?? '' } : {};
  const all = { ...own, ...domain, ...hostConfig.Sysctls };
  if (Object.keys(all).length > 0) spec.linux.sysctl = all;
};

function hasOwnNetwork({ hostConfig, namespaces }: SpecContext): boolean {
  const mode = hostConfig.NetworkMode ?? '';
  return mode !== 'host' && !mode.startsWith('container:') && namespaces.network !== '';
}
