const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** `5 minutes`, `About an hour`, `3 weeks`: docker/go-units HumanDuration. */
export function humanDuration(ms: number): string {
  const seconds = Math.trunc(ms / 1000);
  if (seconds < 1) return 'Less than a second';
  if (seconds === 1) return '1 second';
  if (seconds < MINUTE) return `${seconds} seconds`;
  const minutes = Math.trunc(seconds / MINUTE);
  if (minutes === 1) return 'About a minute';
  return minutes < 60 ? `${minutes} minutes` : humanHours(ms / 1000 / HOUR);
}

const UNITS = [
  { below: 48, name: 'hours', hours: 1 },
  { below: 24 * 7 * 2, name: 'days', hours: 24 },
  { below: 24 * 30 * 2, name: 'weeks', hours: 24 * 7 },
  { below: 24 * 365 * 2, name: 'months', hours: 24 * 30 },
] as const;

function humanHours(exact: number): string {
  const hours = Math.trunc(exact + 0.5);
  if (hours === 1) return 'About an hour';
  const unit = UNITS.find(({ below }) => hours < below);
  if (unit !== undefined) return `${Math.trunc(hours / unit.hours)} ${unit.name}`;
  return `${Math.trunc(exact / 24 / 365)} years`;
}
