/**
 * The types of our answers are those that the most used client of this language expects. Most of this file is checked by
 * the compiler. Where @types/dockerode is wrong about the wire, the member is left out here with the reason, and what
 * is true of it is checked by itself. (It has no types for `info`, `df` and events: those are `any` there.)
 */
import { it } from 'node:test';

import type Dockerode from 'dockerode';

import type * as api from '../../../src/api/schemas.ts';

/**
 * A document as JSON brings it: nothing is undefined. Null is left out too, since those types do not know that Go writes
 * null for an empty list.
 */
type Wire<T> = T extends readonly (infer E)[]
  ? Wire<NonNullable<E>>[]
  : T extends object
    ? { [K in keyof T]: Wire<NonNullable<T[K]>> }
    : T;

/** Compiles where `Ours` can be used for `Theirs`. */
type Serves<Theirs, Ours extends Theirs> = Ours;

type ContainerSummary = Wire<api.ContainerSummary>;
type Port = ContainerSummary['Ports'][number];
type ContainerInspect = Wire<api.ContainerInspect>;
type HostConfig = ContainerInspect['HostConfig'];
type TheirInspect = Dockerode.ContainerInspectInfo;
type ImageSummary = Wire<api.ImageSummary>;
type ImageInspect = Wire<api.ImageInspect>;
type ImageDeleteItem = Wire<api.ImageDeleteItem>;
type Volume = Wire<api.Volume>;
type ExecInspect = Wire<api.ExecInspect>;
type SystemVersion = Wire<api.SystemVersion>;
type Stats = Wire<api.ContainerStats>;

export type Containers = [
  // Docker leaves `IP` and `PublicPort` out of a port that is not published.
  Serves<Omit<Dockerode.ContainerInfo, 'Ports'>, ContainerSummary>,
  Serves<Omit<Dockerode.Port, 'IP' | 'PublicPort'>, Port>,
  Serves<Dockerode.Port, Required<Port>>,

  // The driver's data is that of devicemapper in theirs; Docker leaves `ExposedPorts` out when there are none.
  Serves<Omit<TheirInspect, 'GraphDriver' | 'Config' | 'HostConfig'>, ContainerInspect>,
  Serves<{ Name: string; Data: object }, Required<ContainerInspect>['GraphDriver']>,
  Serves<Omit<TheirInspect['Config'], 'ExposedPorts'>, ContainerInspect['Config']>,
  Serves<
    TheirInspect['Config']['ExposedPorts'],
    Required<ContainerInspect['Config']>['ExposedPorts']
  >,

  // What was sent is shown as it was sent: these may be incomplete, and a log driver may have any name.
  Serves<
    Omit<Dockerode.HostConfig, 'LogConfig' | 'RestartPolicy' | 'Mounts' | 'Ulimits'>,
    HostConfig
  >,
  Serves<Omit<Dockerode.LogConfig, 'Type'>, Required<Required<HostConfig>['LogConfig']>>,
  Serves<Dockerode.HostRestartPolicy, Required<Required<HostConfig>['RestartPolicy']>>,

  // `user` is left out when it is root; `ExitCode` is null while it runs, which `Wire` hides.
  Serves<Omit<Dockerode.ExecInspectInfo, 'ProcessConfig'>, ExecInspect>,
  Serves<Dockerode.ExecInspectInfo['ProcessConfig'], Required<ExecInspect['ProcessConfig']>>,
];

export type Statistics = [
  // A container without a network of its own has no `networks`; the names in `stats` are the kernel's, and depend on
  // the version of control groups; `percpu_usage` and `max_usage` exist in version 1 only.
  Serves<
    Omit<Dockerode.ContainerStats, 'networks' | 'memory_stats' | 'cpu_stats' | 'precpu_stats'>,
    Stats
  >,
  Serves<Dockerode.ContainerStats['networks'], Required<Stats>['networks']>,
  Serves<Omit<Dockerode.MemoryStats, 'stats'>, Required<Stats['memory_stats']>>,
  Serves<Record<string, number>, Required<Stats['memory_stats']>['stats']>,
  Serves<Omit<Dockerode.CPUStats, 'cpu_usage'>, Required<Stats['cpu_stats']>>,
  Serves<Dockerode.CPUUsage, Required<Stats['cpu_stats']['cpu_usage']>>,
];

type TheirImage = Dockerode.ImageInspectInfo;
/** Gone: `VirtualSize` in 1.44, `Container`, `ContainerConfig` and `DockerVersion` in 1.45 and 1.50, `Parent` in 1.52. */
type GoneFromImages = 'VirtualSize' | 'Container' | 'ContainerConfig' | 'DockerVersion' | 'Parent';
/** Only an image that says something of them has them; theirs wants them all. */
type LeftOutOfImages = 'Comment' | 'Created' | 'Author' | 'Config' | 'GraphDriver';

export type Images = [
  Serves<Omit<Dockerode.ImageInfo, 'VirtualSize'>, ImageSummary>,
  Serves<Omit<TheirImage, GoneFromImages | LeftOutOfImages | 'Manifests'>, ImageInspect>,
  // Theirs has the size of a whole image in a manifest's `ImageData`; that of lists is right.
  Serves<Required<Dockerode.ImageInfo>['Manifests'], Required<ImageInspect>['Manifests']>,
  Serves<Pick<TheirImage, 'Comment' | 'Created' | 'Author'>, Required<ImageInspect>>,
  // What belongs to containers left the images' configuration in 1.50; clients below still get it.
  Serves<Omit<TheirImage['Config'], 'Healthcheck'>, Required<Required<ImageInspect>['Config']>>,
  // Theirs has both members in every record; each record has one of them.
  Serves<Dockerode.ImageRemoveInfo, Required<ImageDeleteItem>>,
];

export type Others = [
  Serves<Dockerode.NetworkInspectInfo, Wire<api.NetworkInspect>>,
  Serves<Dockerode.NetworkContainer, Wire<api.EndpointResource>>,
  // A driver may put anything into `Status`.
  Serves<Omit<Dockerode.VolumeInspectInfo, 'Status'>, Volume>,
  // JSON has no dates.
  Serves<Omit<Dockerode.DockerVersion, 'BuildTime' | 'Components'>, Required<SystemVersion>>,
  Serves<{ Name: string; Version: string }, Required<SystemVersion>['Components'][number]>,
  Serves<Dockerode.PruneContainersInfo, Wire<api.ContainerPruneResponse>>,
  Serves<Dockerode.PruneVolumesInfo, Wire<api.VolumePruneResponse>>,
  Serves<Dockerode.PruneNetworksInfo, Wire<api.NetworkPruneResponse>>,
];

it('is checked by the compiler', () => undefined);
