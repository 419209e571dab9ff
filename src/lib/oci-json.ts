/** RLIM_INFINITY; a JavaScript number cannot hold it, and JSON would make null of Infinity. */
const INFINITE = '18446744073709551615';

/**
 * The JSON of a runtime specification or of one process in it. Limits of Infinity become what the
 * kernel calls unlimited. Text inside strings cannot look like this: its quotes are escaped.
 */
export function ociJson(value: object): string {
  return JSON.stringify(value).replaceAll(/"(hard|soft)":null/g, `"$1":${INFINITE}`);
}
