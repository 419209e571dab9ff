import { unavailable } from '../../lib/errors.ts';
import type { Answer } from './handler.ts';

interface SwarmRefusal {
  (): Answer;
  readonly served: 'swarm';
}

/** What an engine answers that is in no swarm; moby: daemon/cluster/errors.go. The CLI prints it. */
function outsideSwarm(sentence: string): SwarmRefusal {
  const refuse = (): Answer => {
    throw unavailable(sentence);
  };
  return Object.assign(refuse, { served: 'swarm' } as const);
}

const notManager = outsideSwarm(
  'This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.',
);

export const swarmRoutes = {
  NodeList: notManager,
  NodeInspect: notManager,
  NodeDelete: notManager,
  NodeUpdate: notManager,
  SwarmInspect: notManager,
  SwarmInit: notManager,
  SwarmJoin: notManager,
  SwarmLeave: outsideSwarm('This node is not part of a swarm'),
  SwarmUpdate: notManager,
  SwarmUnlockkey: notManager,
  SwarmUnlock: notManager,
  ServiceList: notManager,
  ServiceCreate: notManager,
  ServiceInspect: notManager,
  ServiceDelete: notManager,
  ServiceUpdate: notManager,
  ServiceLogs: notManager,
  TaskList: notManager,
  TaskInspect: notManager,
  TaskLogs: notManager,
  SecretList: notManager,
  SecretCreate: notManager,
  SecretInspect: notManager,
  SecretDelete: notManager,
  SecretUpdate: notManager,
  ConfigList: notManager,
  ConfigCreate: notManager,
  ConfigInspect: notManager,
  ConfigDelete: notManager,
  ConfigUpdate: notManager,
  VolumeUpdate: outsideSwarm(
    'volume update only valid for cluster volumes, but swarm is unavailable',
  ),
} as const;
