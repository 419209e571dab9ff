import type { NetworkDriver } from '../driver.ts';

const nothing = async (): Promise<void> => {
  // The network has nothing in the kernel.
};

const UNADDRESSED = { addressed: false, up: nothing, down: nothing, join: nothing } as const;

/** The container lives in the host's own namespace. */
export const hostDriver: NetworkDriver = {
  ...UNADDRESSED,
  type: 'host',
  isolated: false,
  leave: nothing,
  reconcile: nothing,
};

/** A namespace with loopback only. */
export const nullDriver: NetworkDriver = {
  ...UNADDRESSED,
  type: 'null',
  isolated: true,
  leave: nothing,
  reconcile: nothing,
};
