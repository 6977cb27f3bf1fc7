/** How long ago something was, in a few letters. */
const UNITS: [string, number][] = [
  ['d', 86_400],
  ['h', 3_600],
  ['min', 60],
];

export function ago(timestamp: string | undefined, now = Date.now()): string {
  const then = timestamp === undefined ? NaN : Date.parse(timestamp);
  if (Number.isNaN(then)) return '';
  const seconds = Math.max(0, (now - then) / 1000);
  const unit = UNITS.find(([, length]) => seconds >= length);
  return unit === undefined ? 'just now' : `${Math.floor(seconds / unit[1])} ${unit[0]} ago`;
}
