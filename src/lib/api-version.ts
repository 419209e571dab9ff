/** An API version as one comparable number: 1.24 → 1024. */
export type ApiVersion = number;

export const MAX_API_VERSION = '1.56';
export const MIN_API_VERSION = '1.24';

export function parseApiVersion(text: string): ApiVersion | undefined {
  const match = /^(\d{1,4})\.(\d{1,3})$/.exec(text);
  return match === null ? undefined : Number(match[1]) * 1000 + Number(match[2]);
}

export const API_MAX: ApiVersion = 1056;
export const API_MIN: ApiVersion = 1024;
