/** Times as the reader's language writes them. */

const format = (options: Intl.DateTimeFormatOptions) => {
  const formatter = new Intl.DateTimeFormat(undefined, options);
  return (date: Date) => formatter.format(date);
};

export const clock = format({ hour: 'numeric', minute: '2-digit' });
export const fullDate = format({ dateStyle: 'full', timeStyle: 'short' });
export const day = format({ day: 'numeric', month: 'long', year: 'numeric' });
const shortDate = format({ dateStyle: 'short' });

/** The styles of `<t:seconds:style>`. */
const STYLES: Record<string, (date: Date) => string> = {
  t: clock,
  T: format({ timeStyle: 'medium' }),
  d: shortDate,
  D: day,
  f: format({ dateStyle: 'long', timeStyle: 'short' }),
  F: fullDate,
  s: format({ dateStyle: 'short', timeStyle: 'short' }),
  S: format({ dateStyle: 'short', timeStyle: 'medium' }),
  R: relative,
};

export function styled(date: Date, style: string | undefined): string {
  return (STYLES[style ?? 'f'] ?? STYLES['f']!)(date);
}

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];
const relativeFormat = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });

function relative(date: Date): string {
  const seconds = (date.getTime() - Date.now()) / 1000;
  const [unit, length] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', 1];
  return relativeFormat.format(Math.round(seconds / length), unit as Intl.RelativeTimeFormatUnit);
}

export function sameDay(a: Date, b: Date): boolean {
  return a.toDateString() === b.toDateString();
}

/** A message's time: the clock for today and yesterday, else the date before it. */
export function stamp(date: Date): string {
  const now = new Date();
  if (sameDay(date, now)) return clock(date);
  const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
  return sameDay(date, yesterday) ? `Yesterday at ${clock(date)}` : `${shortDate(date)}, ${clock(date)}`;
}

/** How much time is left, in its largest unit: `3h left`. */
export function stampUntil(milliseconds: number): string {
  const minutes = Math.max(1, Math.ceil(milliseconds / 60_000));
  if (minutes < 60) return `${minutes}m left`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours}h left` : `${Math.round(hours / 24)}d left`;
}
