/** Suggestions that the app itself gives while an option is typed. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { useInteract } from '../interaction/acting';
import type { Choice } from '../interaction/types';
import type { Leaf } from './leaves';
import { type Entries, partial } from './values';

/** The person is taken to have paused after this long (milliseconds). */
const PAUSE = 250;

export interface Live {
  choices: Choice[];
  state: 'idle' | 'loading' | 'failed';
  error?: string | undefined;
}

const IDLE: Live = { choices: [], state: 'idle' };

export function useAutocomplete(leaf: Leaf, entries: Entries, focused: string | undefined): Live {
  const interact = useInteract();
  const [live, setLive] = useState(IDLE);
  const asked = useRef(0);
  const option = leaf.options.find(({ name }) => name === focused);
  const wanted = option?.autocomplete === true;
  const text = entries[focused ?? '']?.text ?? '';
  const chosen = entries[focused ?? '']?.value !== undefined;
  const before = useRef(entries);
  before.current = entries;

  useEffect(() => setLive(IDLE), [focused]);
  useEffect(() => {
    asked.current += 1;
    if (!wanted || chosen) return undefined;
    const number = asked.current;
    setLive(({ choices }) => ({ choices, state: 'loading' }));
    const timer = setTimeout(async () => {
      const data = partial(leaf, before.current, focused!);
      const answer = await interact({ type: 4, application_id: leaf.command.application_id, data });
      // An answer to what was typed before is of no use any more.
      if (number !== asked.current) return;
      setLive(
        answer.status === 'failed' || answer.choices === undefined
          ? { choices: [], state: 'failed', error: answer.error }
          : { choices: answer.choices.slice(0, 25), state: 'idle' },
      );
    }, PAUSE);
    return () => clearTimeout(timer);
  }, [wanted, chosen, text, focused, leaf, interact]);

  return wanted ? live : IDLE;
}
