/** Who is typing in the channel; each entry ends by itself. */
import { useEffect, useState } from 'preact/hooks';
import { useDirectory } from '../state/directory';
import type { Id } from '../types';

export function Typing({ ends, writeAs }: { ends: Record<Id, number>; writeAs: Id }) {
  const directory = useDirectory();
  const [, redraw] = useState(0);
  const now = Date.now();
  const users = Object.entries(ends).filter(([user, end]) => end > now && user !== writeAs);

  useEffect(() => {
    if (users.length === 0) return undefined;
    const next = Math.min(...users.map(([, end]) => end));
    const timer = setTimeout(() => redraw((count) => count + 1), next - Date.now() + 50);
    return () => clearTimeout(timer);
  });

  return (
    <div class="typing" role="status">
      {users.length > 0 && (
        <>
          <span class="typing-dots" aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
          <span>{sentence(users.map(([user]) => directory.name(user)))}</span>
        </>
      )}
    </div>
  );
}

function sentence(names: string[]): string {
  if (names.length > 3) return 'Several people are typing…';
  if (names.length === 1) return `${names[0]} is typing…`;
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)} are typing…`;
}
