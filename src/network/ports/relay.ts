import type { PublishedPort } from '../driver.ts';

/** Where a container listens. */
export interface RelayTarget {
  readonly address: string;
  readonly port: number;
}

/** Serves ports on ways that NAT does not go. */
export interface Relay extends AsyncDisposable {
  /**
   * Passes on what a held socket lets in, until the answer is disposed of, which also ends open connections.
   * @param fd stays the caller's
   */
  serve(fd: number, port: PublishedPort, target: RelayTarget): Disposable;
}
