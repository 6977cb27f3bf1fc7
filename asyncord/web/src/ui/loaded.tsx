/** A picture that says nothing of its own; what stands inside is shown where there is none, or it cannot be loaded. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

interface Props {
  source: string | undefined;
  class: string;
  width?: number;
  height?: number;
  children?: ComponentChildren;
}

export function Loaded({ source, children, ...image }: Props) {
  const [broken, setBroken] = useState<string>();
  if (source === undefined || source === broken) return <>{children}</>;
  return <img {...image} src={source} alt="" draggable={false} onError={() => setBroken(source)} />;
}
