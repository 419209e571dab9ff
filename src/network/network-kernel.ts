import type { DriverType, HostNetwork, NetworkDriver, Sandboxes } from './driver.ts';
import type { NameService } from './name-service.ts';
import type { HostPorts } from './ports/host-ports.ts';

/** Everything that the network manager asks of the kernel. */
export interface NetworkKernel extends AsyncDisposable {
  readonly drivers: Readonly<Record<DriverType, NetworkDriver>>;
  readonly sandboxes: Sandboxes;
  readonly names: NameService;
  readonly ports: HostPorts;
  hostNetwork(signal: AbortSignal): Promise<HostNetwork>;
  /** A container is about to be attached. */
  wake(): void;
}
