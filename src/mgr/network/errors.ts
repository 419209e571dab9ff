import {
  conflict,
  type EngineError,
  forbidden,
  invalidArgument,
  notFound,
} from '../../lib/errors.ts';
import type { NetworkRecord } from './network-record.ts';

/** Docker's sentences for networks. moby: libnetwork/error.go, daemon/network.go, runconfig/errors.go */

export const noSuchNetwork = (ref: string): EngineError => notFound(`network ${ref} not found`);

export const ambiguousPrefix = (ref: string, matches: number): EngineError =>
  invalidArgument(`network ${ref} is ambiguous (${matches} matches found based on ID prefix)`);

export const staticAddressRefused = (): EngineError =>
  invalidArgument('user specified IP address is supported on user defined networks only');

export const aliasRefused = (): EngineError =>
  invalidArgument('network-scoped aliases are only supported for user-defined networks');

export const invalidMac = (mac: string): EngineError =>
  invalidArgument(`invalid MAC address ${mac}`);

export const addressNeedsSubnet = (): EngineError =>
  invalidArgument(
    'user specified IP address is supported only when connecting to networks with user configured subnets',
  );

export const addressOutside = (address: string): EngineError =>
  invalidArgument(`no configured subnet or ip-range contain the IP address ${address}`);

export const nameTaken = (name: string): EngineError =>
  conflict(`network with name ${name} already exists`);

export const noSuchConfigNetwork = (name: string): EngineError =>
  notFound(`configuration network ${JSON.stringify(name)} not found`);

export const configOnly = ({ name }: NetworkRecord): EngineError =>
  forbidden(`configuration-only network ${JSON.stringify(name)} cannot have endpoints`);

export const sameBridge = (network: NetworkRecord, other: NetworkRecord): EngineError =>
  forbidden(
    `cannot create network ${network.id} (${network.name}): conflicts with network ${other.id} (${other.name}): networks have same bridge name`,
  );

export const notConnected = (containerId: string, network: string): EngineError =>
  notFound(`container ${containerId} is not connected to network ${network}`);

export const alreadyConnected = (containerName: string, network: string): EngineError =>
  forbidden(`endpoint with name ${containerName} already exists in network ${network}`);

export const hostIsExclusive = (): EngineError =>
  invalidArgument(
    'container sharing network namespace with another container or host cannot be connected to any other network',
  );

export const noneIsExclusive = (): EngineError =>
  invalidArgument(
    'container cannot be connected to multiple networks with one of the networks in private (none) mode',
  );
