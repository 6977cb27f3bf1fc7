/** What the sandbox must be asked for: lists that no event carries. */
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { as } from '../api';
import { useWorld } from '../state/store';

interface Answer<T> {
  data?: T;
  refusal?: string;
}

/** Asks as the acting user, and again when `revision` is another. */
export function useFetched<T>(path: string, revision: number): Answer<T> {
  const { world } = useWorld();
  const [answer, setAnswer] = useState<Answer<T>>({});
  const user = world.writeAs;
  const permissions = world.permissions;
  useEffect(() => {
    let ended = false;
    as<T>(user, 'GET', path).then(
      (data) => ended || setAnswer({ data }),
      (error: unknown) => ended || setAnswer({ refusal: error instanceof Error ? error.message : String(error) }),
    );
    return () => {
      ended = true;
    };
    // With other permissions the sandbox may answer otherwise.
  }, [user, path, revision, permissions]);
  return answer;
}

/** What came, or why nothing did. */
export function Fetched<T>({
  answer,
  empty,
  children,
}: {
  answer: Answer<T[]>;
  empty: string;
  children: (item: T) => ComponentChildren;
}) {
  if (answer.refusal !== undefined)
    return (
      <p class="refusal" role="status">
        {answer.refusal}
      </p>
    );
  if (answer.data === undefined) return <p class="muted">Loading…</p>;
  if (answer.data.length === 0) return <p class="empty-note">{empty}</p>;
  return <ul class="rows">{answer.data.map(children)}</ul>;
}
