import type { EndpointSettings } from '../../api/schemas.ts';
import type { DeepReadonly } from '../../lib/deep-readonly.ts';
import { invalidArgument, notFound } from '../../lib/errors.ts';
import { without } from '../../lib/without.ts';
import type { ContainerDeps } from './deps.ts';
import { linksOf } from './links.ts';
import { type LockedContainer, recordOf } from './locked.ts';
import { updateNetworkFiles } from './network-files.ts';
import { attachRequestOf, livingRequestOf, sharedNetworkOf } from './networking.ts';
import type { ContainerRecord } from './record.ts';
import { isAlive } from './state.ts';

type ConnectDeps = Pick<ContainerDeps, 'registry' | 'networks' | 'settings'>;

/**
 * `POST /networks/{id}/connect`: a living container is connected at once, another one at its next start.
 * @throws notFound, invalidArgument, forbidden in Docker's words
 */
export async function connectNetwork(
  deps: ConnectDeps,
  container: LockedContainer,
  wish: { readonly network: string; readonly settings: DeepReadonly<EndpointSettings> },
  signal: AbortSignal,
): Promise<void> {
  const record = recordOf(deps, container);
  const name = deps.networks.nameOf(wish.network);
  refuseShared(record, name);
  const updated = withEndpoints(record, { ...endpointsOf(record), [name]: wish.settings });
  const request = attachRequestOf(updated, linksOf(deps.registry, updated));
  if (!isAlive(record.state)) {
    deps.networks.check(request);
    deps.registry.save(updated);
    return;
  }
  const { endpoints, files } = await deps.networks.connect(request, name, signal);
  updateNetworkFiles(deps, record.id, files);
  save(deps, updated, { endpoints });
}

/** `POST /networks/{id}/disconnect`. @throws notFound, invalidArgument in Docker's words */
export async function disconnectNetwork(
  deps: ConnectDeps,
  container: LockedContainer,
  network: string,
  signal: AbortSignal,
): Promise<void> {
  const record = recordOf(deps, container);
  const name = deps.networks.nameOf(network);
  if (name === 'host') throw hostCannotChange();
  const { [name]: gone, ...rest } = endpointsOf(record);
  const updated = withEndpoints(record, rest);
  if (isAlive(record.state)) {
    const request = livingRequestOf(deps.registry, updated);
    const { endpoints, files } = await deps.networks.disconnect(request, name, signal);
    updateNetworkFiles(deps, record.id, files);
    save(deps, updated, { endpoints });
    return;
  }
  if (gone === undefined) {
    throw notFound(`container ${record.id} is not connected to the network ${name}`);
  }
  deps.registry.save({ ...updated, endpoints: without(record.endpoints, name) });
}

const endpointsOf = ({ networkingConfig }: ContainerRecord) =>
  networkingConfig.EndpointsConfig ?? {};

const withEndpoints = (
  record: ContainerRecord,
  EndpointsConfig: NonNullable<ContainerRecord['networkingConfig']['EndpointsConfig']>,
): ContainerRecord => ({
  ...record,
  networkingConfig: { ...record.networkingConfig, EndpointsConfig },
});

/** The container may have come to its end meanwhile: what else is known of it stays. */
function save(
  { registry }: ConnectDeps,
  { id, networkingConfig }: ContainerRecord,
  changes: Pick<ContainerRecord, 'endpoints'>,
): void {
  registry.save({ ...registry.byId(id), networkingConfig, ...changes });
}

function refuseShared(record: ContainerRecord, name: string): void {
  const isShared =
    record.hostConfig.NetworkMode === 'host' || sharedNetworkOf(record) !== undefined;
  if (isShared) {
    throw invalidArgument(
      'container sharing network namespace with another container or host cannot be connected to any other network',
    );
  }
  if (name === 'host') throw hostCannotChange();
}

const hostCannotChange = () =>
  invalidArgument(
    'container cannot be disconnected from host network or connected to host network',
  );
