/** What legitimately differs between two engines that did the same: ids, times, durations, addresses, product names. */
const RULES: readonly (readonly [RegExp, string])[] = [
  [/\b[0-9a-f]{64}\b/g, '<id64>'],
  [/\bsha256:<id64>/g, '<digest>'],
  [/\b(?=[0-9a-f]*[a-f])(?=[0-9a-f]*\d)[0-9a-f]{12}\b/g, '<id12>'],
  [/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)/g, '<time>'],
  [/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)? [+-]\d{4} [A-Z]+/g, '<time>'],
  [
    /(Less than a second|About an? (minute|hour)|\d+ (seconds?|minutes?|hours?|days?))( ago)?/g,
    '<duration>',
  ],
  [/\b(02:42(:[0-9a-f]{2}){4})\b/g, '<mac>'],
  [/\b10\.\d+\.\d+\.\d+(\/\d+)?/g, '<address>'],
  [/\b100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.\d+\.\d+(\/\d+)?/g, '<address>'],
  [/\b172\.(1[6-9]|2\d|3[01])\.\d+\.\d+(\/\d+)?/g, '<address>'],
  [/unix:\/\/\S*\/[a-z]+\.sock/g, '<socket>'],
  // Newer daemons say it so.
  [/(fe00|ff00)::0/g, '$1::'],
  [/failed to create task for container: /g, ''],
  [/Invalid filter/g, 'invalid filter'],
  // dockerd unpacks in a process of its own.
  [/Error processing tar file\(exit status 1\): /g, ''],
  [/[ \t]+/g, ' '],
  [/ $/gm, ''],
];

export function normalise(text: string): string {
  return RULES.reduce(
    (current, [pattern, replacement]) => current.replace(pattern, replacement),
    text,
  );
}
