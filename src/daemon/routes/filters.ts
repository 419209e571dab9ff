import { CONTAINER_FILTERS } from '../../mgr/container/view/filters.ts';

/** The filters that each operation knows; others are refused. Events take any (moby ignores unknown ones). */
export const FILTERS = {
  containers: CONTAINER_FILTERS,
  prune: ['label', 'label!', 'until'],
  images: ['before', 'dangling', 'label', 'label!', 'reference', 'since', 'until'],
  imagesPrune: ['dangling', 'label', 'label!', 'until'],
  networks: ['dangling', 'driver', 'id', 'label', 'name', 'scope', 'type'],
  search: ['is-automated', 'is-official', 'stars'],
  volumes: ['dangling', 'driver', 'label', 'name'],
  volumesPrune: ['all', 'label', 'label!'],
} as const;
