import type { VolumeRow } from '../../store/volume-store.ts';

/** Everything the engine knows of one volume. */
export interface VolumeRecord {
  readonly name: string;
  readonly driver: string;
  readonly createdAt: Date;
  /** As they were sent: inspect tells null from none. */
  readonly labels: Readonly<Record<string, string>> | null;
  readonly options: Readonly<Record<string, string>> | null;
  /** What was begun and is not known to have ended. */
  readonly pending?: 'creating' | 'removing';
}

/** The label that says that nobody gave the volume its name. */
export const ANONYMOUS_LABEL = 'com.docker.volume.anonymous';

export const isAnonymous = ({ labels }: VolumeRecord): boolean =>
  labels !== null && Object.hasOwn(labels, ANONYMOUS_LABEL);

export const toVolumeRow = (record: VolumeRecord): VolumeRow => ({
  name: record.name,
  document: JSON.stringify(record),
});

export function fromVolumeRow({ document }: VolumeRow): VolumeRecord {
  const stored = JSON.parse(document) as Omit<VolumeRecord, 'createdAt'> & { createdAt: string };
  return { ...stored, createdAt: new Date(stored.createdAt) };
}
