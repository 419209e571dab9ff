import type { SpecContext, SpecStep } from './context.ts';

export const oom: SpecStep = (spec, context) => {
  const score = oomScore(context);
  if (score !== undefined) spec.process.oomScoreAdj = score;
};

/** Without CAP_SYS_RESOURCE a score cannot go below our own: it is left out, and create has warned. */
function oomScore({ hostConfig, host }: SpecContext): number | undefined {
  const score = hostConfig.OomScoreAdj ?? 0;
  return host.hasCapSysResource || score >= host.oomScoreAdj ? score : undefined;
}
