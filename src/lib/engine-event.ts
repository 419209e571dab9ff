/** Something that happened, in Docker's words. */
export interface EngineEvent {
  readonly type: 'container' | 'image' | 'network' | 'volume' | 'daemon' | 'builder';
  /** `start`, `die`, `exec_create: sh` … */
  readonly action: string;
  readonly id: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly time: Date;
}

/** Where managers announce what happened. */
export interface EventSink {
  /**
   * Runs the write that made it true and stores the event in the same transaction, then tells the
   * subscribers. Synchronous: when it returns, both are on disk.
   */
  publish(event: EngineEvent, write?: () => void): void;
}
