import dockerNames from 'docker-names';

import { invalidArgument } from './errors.ts';

const NAME = /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/;

/** A random `adjective_surname`; a retry number above zero appends a digit, as Docker does. */
export function randomName(retry = 0): string {
  const name = dockerNames.getRandomName(false);
  return retry === 0 ? name : `${name}${String(retry)}`;
}

/** Strips one leading slash and checks. @throws invalidArgument with Docker's sentence */
export function checkContainerName(name: string): string {
  const bare = name.startsWith('/') ? name.slice(1) : name;
  if (NAME.test(bare)) return bare;
  throw invalidArgument(
    `Invalid container name (${name}), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed`,
  );
}
