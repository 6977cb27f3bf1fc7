/** Discord's colours are numbers; 0 means none. */
export function hexColor(color: unknown): string | undefined {
  if (typeof color !== 'number' || !Number.isInteger(color) || color <= 0 || color > 0xffffff) return undefined;
  return `#${color.toString(16).padStart(6, '0')}`;
}
