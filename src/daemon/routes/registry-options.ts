import type { FastifyRequest } from 'fastify';

import type { RegistryOptions } from '../../mgr/image/image-mgr.ts';
import { given } from './platform.ts';

/** Who asks, for the registry. */
export function registryOptions({ headers }: FastifyRequest): RegistryOptions {
  const auth = headers['x-registry-auth'];
  return {
    ...given('registryAuth', Array.isArray(auth) ? auth[0] : auth),
    ...given('userAgent', headers['user-agent']),
  };
}
