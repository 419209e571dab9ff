import type { SpecStep } from './context.ts';

/** The user's own; nothing of an image ever gets here. */
export const annotations: SpecStep = (spec, { hostConfig }) => {
  const wished = hostConfig.Annotations ?? {};
  if (Object.keys(wished).length > 0) spec.annotations = { ...wished };
};
