import type { IncomingMessage } from 'node:http';

import type { FastifyInstance, FastifyRequest } from 'fastify';
import fastifyPlugin from 'fastify-plugin';

import { type ApiVersion, MAX_API_VERSION } from '../../lib/api-version.ts';
import { invalidArgument } from '../../lib/errors.ts';
import { normaliseUrl } from '../normalise-url.ts';

export interface ApiVersionOptions {
  /** `1.24` */
  readonly minApiVersion: string;
  /** `Joey/0.1.0 (linux)` */
  readonly server: string;
  readonly experimental: boolean;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** What the client speaks; the newest where its path names none. */
    apiVersion: ApiVersion;
    /** Whether it is so old that it prints refusals as plain text. */
    apiVersionBelowJson: boolean;
  }
}

const FIRST_WITH_JSON_ERRORS: ApiVersion = 1024;

const asked = new WeakMap<IncomingMessage, string>();

/** Fastify's `rewriteUrl`: runs before routing and leaves the version for the hooks. */
export function rewriteUrl(request: IncomingMessage): string {
  const { url, version } = normaliseUrl(request.method ?? 'GET', request.url ?? '/');
  if (version !== undefined) asked.set(request, version);
  return url;
}

/** moby: daemon/server/middleware/version.go. Headers go on every answer, the check on routes only. */
export const apiVersion = fastifyPlugin(
  (app: FastifyInstance, options: ApiVersionOptions, done) => {
    const newest = comparable(MAX_API_VERSION);
    const oldest = comparable(options.minApiVersion);
    const headers = new Map([
      ['Api-Version', MAX_API_VERSION],
      ['Docker-Experimental', String(options.experimental)],
      ['Ostype', 'linux'],
      ['Server', options.server],
    ]);
    app.decorateRequest('apiVersion', newest);
    app.decorateRequest('apiVersionBelowJson', false);
    app.addHook('onRequest', (request: FastifyRequest, reply, next) => {
      // Set below Fastify, which would write them in lower case.
      reply.raw.setHeaders(headers);
      const text = asked.get(request.raw);
      if (text === undefined || request.is404) {
        next();
        return;
      }
      request.apiVersion = comparable(text);
      request.apiVersionBelowJson = request.apiVersion < FIRST_WITH_JSON_ERRORS;
      next(refusal(text, request.apiVersion, { oldest, newest, options }));
    });
    done();
  },
);

interface Bounds {
  readonly oldest: ApiVersion;
  readonly newest: ApiVersion;
  readonly options: ApiVersionOptions;
}

function refusal(text: string, version: ApiVersion, bounds: Bounds): Error | undefined {
  if (version < bounds.oldest) {
    return invalidArgument(
      `client version ${text} is too old. Minimum supported API version is ${bounds.options.minApiVersion}, please upgrade your client to a newer version`,
    );
  }
  if (version > bounds.newest) {
    return invalidArgument(
      `client version ${text} is too new. Maximum supported API version is ${MAX_API_VERSION}`,
    );
  }
  return undefined;
}

/** Compares by component, as Docker does: `1` is 1.0. */
function comparable(text: string): ApiVersion {
  const [major, minor] = text.split('.');
  return Number(major ?? 0) * 1000 + Math.min(Number(minor ?? 0), 999);
}
