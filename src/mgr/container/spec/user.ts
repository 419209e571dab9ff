import type { SpecStep } from './context.ts';

/** Whoever the image's files say the user is; supplementary groups exactly, never one more. */
export const user: SpecStep = (spec, { user: { uid, gid, additionalGids } }) => {
  spec.process.user = { uid, gid, additionalGids: [...additionalGids] };
};
