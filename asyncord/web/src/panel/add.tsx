/** Makes a bot, whose token is then shown once, or a person to write as. */
import { X } from 'lucide-preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { createApplication, createUser, type NewApplication } from '../api';
import { useReport } from '../state/store';
import { API_URL, Copyable } from './banner';

type Kind = 'bot' | 'person';

export function AddDialog({ onClose }: { onClose: () => void }) {
  const box = useRef<HTMLDialogElement>(null);
  const report = useReport();
  const [kind, setKind] = useState<Kind>('bot');
  const [name, setName] = useState('');
  const [made, setMade] = useState<NewApplication>();

  useLayoutEffect(() => {
    box.current!.showModal();
    box.current!.querySelector<HTMLElement>('.field input')!.focus();
  }, []);

  const submit = async () => {
    if (kind === 'person') {
      if (await report(createUser(name.trim()))) box.current?.close();
      return;
    }
    const making = createApplication(name.trim());
    if (await report(making)) setMade(await making);
  };

  return (
    <dialog ref={box} class="dialog" aria-labelledby="add-title" onClose={onClose}>
      <header>
        <h2 id="add-title">{made === undefined ? 'Add to the server' : `${made.name} has joined`}</h2>
        <button type="button" class="icon-button" aria-label="Close" onClick={() => box.current?.close()}>
          <X size={20} aria-hidden="true" />
        </button>
      </header>
      {made === undefined ? (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void submit();
          }}
        >
          <fieldset>
            <legend class="visually-hidden">Kind</legend>
            {(['bot', 'person'] as const).map((option) => (
              <label key={option}>
                <input type="radio" name="kind" checked={kind === option} onChange={() => setKind(option)} />
                {option === 'bot' ? 'A bot' : 'A person to write as'}
              </label>
            ))}
          </fieldset>
          <label class="field">
            Name
            <input
              value={name}
              required
              maxLength={32}
              autocomplete="off"
              onInput={(event) => setName(event.currentTarget.value)}
            />
          </label>
          <button type="submit" class="button" disabled={name.trim() === ''}>
            Add
          </button>
        </form>
      ) : (
        <>
          <p>Start it with these two variables. The token is valid for this sandbox only, and is not shown again.</p>
          <Copyable text={`DISCORD_API_URL=${API_URL}`} />
          <Copyable text={`DISCORD_TOKEN=${made.token}`} />
        </>
      )}
    </dialog>
  );
}
