import type { ErrorCode } from '../lib/errors.ts';

/** What a refusal's class means to an HTTP client. moby: daemon/server/httpstatus/status.go */
export const HTTP_STATUS = {
  invalidArgument: 400,
  unauthenticated: 401,
  forbidden: 403,
  notFound: 404,
  conflict: 409,
  notModified: 304,
  tooManyRequests: 429,
  notImplemented: 501,
  unavailable: 503,
  timeout: 500,
  canceled: 499,
  internal: 500,
} as const satisfies Record<ErrorCode, number>;
