/** The waveform of a voice message: base64 of up to 256 heights. */
const BARS = 48;

/** Heights between 0 and 1, as many as are drawn. */
export function bars(waveform: unknown): number[] {
  const heights = decode(waveform);
  if (heights.length === 0) return Array.from({ length: BARS }, () => 0.1);
  return Array.from({ length: BARS }, (_, index) => {
    const from = Math.floor((index * heights.length) / BARS);
    const to = Math.max(from + 1, Math.floor(((index + 1) * heights.length) / BARS));
    return Math.max(0.06, Math.max(...heights.slice(from, to)) / 255);
  });
}

function decode(waveform: unknown): number[] {
  if (typeof waveform !== 'string') return [];
  try {
    return [...atob(waveform)].slice(0, 256).map((letter) => letter.charCodeAt(0));
  } catch {
    return [];
  }
}

export function duration(seconds: unknown): string {
  const whole = typeof seconds === 'number' && Number.isFinite(seconds) ? Math.max(0, Math.round(seconds)) : 0;
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
