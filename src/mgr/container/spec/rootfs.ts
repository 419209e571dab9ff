import type { SpecContext, SpecStep } from './context.ts';

/** The path is relative to the bundle: containerd mounts the snapshot there. */
export const rootfs: SpecStep = (spec, context) => {
  spec.root = { path: 'rootfs' };
  if (context.hostConfig.ReadonlyRootfs) spec.root.readonly = true;
  const propagation = rootfsPropagation(context);
  if (propagation !== undefined) spec.linux.rootfsPropagation = propagation;
};

/** What is mounted on a shared or slave source later can only arrive through a root that lets it. */
function rootfsPropagation({ mounts }: SpecContext): string | undefined {
  const wishes = mounts.map(({ propagation }) => propagation);
  if (wishes.some((wish) => wish === 'shared' || wish === 'rshared')) return 'shared';
  return wishes.some((wish) => wish === 'slave' || wish === 'rslave') ? 'rslave' : undefined;
}
