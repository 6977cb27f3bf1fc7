/** A chosen command with its options, filled in one after the other: Tab goes on, Enter sends, Escape gives up. */
import { Paperclip, Plus, SendHorizontal, X } from 'lucide-preact';
import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { useActing } from '../interaction/acting';
import { PickIcon, PickText } from '../component/select';
import type { Pick } from '../component/choices';
import { useDirectory } from '../state/directory';
import { useAutocomplete } from './autocomplete';
import type { Leaf } from './leaves';
import { AppPicture } from './picker';
import { useRunCommand } from './run';
import { type CommandOption, OptionType } from './types';
import { type Entries, type Entry, fill, isClosed, offers, suggestions, valueOf } from './values';

interface Props {
  leaf: Leaf;
  start: Entries;
  onDone: () => void;
}

export function CommandEntry({ leaf, start, onDone }: Props) {
  const directory = useDirectory();
  const { applications, emojis } = useActing();
  const run = useRunCommand();
  const box = useRef<HTMLDivElement>(null);
  const id = useId();
  const [entries, setEntries] = useState(start);
  const [shown, setShown] = useState(() =>
    leaf.options.filter(({ name, required }) => required || Object.hasOwn(start, name)).map(({ name }) => name),
  );
  const [focused, setFocused] = useState<string>();
  const [active, setActive] = useState(0);
  const [tried, setTried] = useState(false);
  const live = useAutocomplete(leaf, entries, focused);
  const filled = useMemo(() => fill(leaf, entries, directory, emojis), [leaf, entries, directory, emojis]);
  const option = leaf.options.find(({ name }) => name === focused);
  const entry = entries[focused ?? ''];
  const all = useMemo(
    () => (option === undefined ? [] : offers(option, directory, live.choices)),
    [option, directory, live],
  );
  const list = option === undefined || entry?.value !== undefined ? [] : suggestions(option, entry?.text ?? '', all);
  const left = leaf.options.filter(({ name }) => !shown.includes(name));

  const focus = (name: string | undefined) => {
    const inputs = [...box.current!.querySelectorAll<HTMLElement>('[data-option]')];
    const wanted = name === undefined ? inputs[0] : inputs.find((input) => input.dataset['option'] === name);
    (wanted ?? box.current!.querySelector<HTMLElement>('.send'))?.focus();
  };
  // Before the next key comes: who types fast must not lose it.
  useLayoutEffect(() => focus(shown.find((name) => entries[name] === undefined)), [leaf]);
  useEffect(() => setActive(0), [focused, entry?.text]);

  const set = (name: string, next: Entry) => setEntries((before) => ({ ...before, [name]: next }));
  const add = (name: string) => {
    setShown([...shown, name]);
    setTimeout(() => focus(name));
  };
  const remove = (name: string) => {
    setShown(shown.filter((other) => other !== name));
    setEntries(({ [name]: _, ...rest }) => rest);
    const before = shown[shown.indexOf(name) - 1];
    setTimeout(() => focus(before));
  };
  const pick = (item: Pick) => {
    set(focused!, { text: item.label, value: valueOf(option!, item) });
    const next = shown[shown.indexOf(focused!) + 1];
    if (next !== undefined) focus(next);
  };
  const send = () => {
    setTried(true);
    const wrong = shown.find((name) => filled.errors[name] !== undefined) ?? Object.keys(filled.errors)[0];
    if (wrong !== undefined) return focus(wrong);
    run({ command: leaf.command, name: leaf.name, data: filled.data, files: filled.files });
    onDone();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const inField = (event.target as HTMLElement).dataset['option'] !== undefined;
    if (event.key === 'Escape') {
      event.preventDefault();
      onDone();
    } else if (!inField) {
      return;
    } else if (step !== undefined && list.length > 0) {
      event.preventDefault();
      setActive((active + step + list.length) % list.length);
    } else if (event.key === 'Enter' && isWritten()) {
      event.preventDefault();
      send();
    } else if ((event.key === 'Enter' || (event.key === 'Tab' && !event.shiftKey)) && wantsPick()) {
      event.preventDefault();
      pick(list[active]!);
    } else if (event.key === 'Enter' && option?.type !== OptionType.Attachment) {
      event.preventDefault();
      send();
    } else if (event.key === 'Backspace' && option !== undefined && (entry === undefined || entry.text === '')) {
      event.preventDefault();
      if (!option.required) remove(option.name);
      else if (shown[0] === option.name) onDone();
      else focus(shown[shown.indexOf(option.name) - 1]);
    }
  };
  /** What is offered is already written out in full. */
  const isWritten = () =>
    option !== undefined && isClosed(option) && active === 0 && entry?.text && filled.errors[option.name] === undefined;
  /** An optional text of an app's suggestions may also stay as it is typed. */
  const wantsPick = () =>
    list.length > 0 &&
    option !== undefined &&
    (isClosed(option) ? (entry?.text ?? '') !== '' || option.required : active > 0 || (entry?.text ?? '') !== '');

  const error = option === undefined ? undefined : filled.errors[option.name];
  const showError =
    error !== undefined && (tried || (entry?.text ?? '') !== '') && list.length === 0 && live.state !== 'loading';
  const application = applications.find((one) => one.id === leaf.command.application_id)?.name ?? 'App';

  return (
    <div ref={box} class="command-entry" role="group" aria-label={`Options of /${leaf.name}`} onKeyDown={onKeyDown}>
      <div class="suggestions command-panel">
        <p class="command-panel-title">
          {option === undefined ? (
            <>
              <span class="command-name">/{leaf.name}</span> {leaf.description}
              <span class="suggestion-detail"> {application}</span>
            </>
          ) : (
            <>
              <strong>{option.name}</strong> {option.description}
              {!option.required && <span class="suggestion-detail"> optional</span>}
            </>
          )}
        </p>
        {showError && (
          <p id={`${id}-error`} class="field-error" role="alert">
            {error}
          </p>
        )}
        {live.state === 'loading' && list.length === 0 && <p class="command-wait">Loading options…</p>}
        {live.state === 'failed' && (
          <p class="field-error" role="status">
            Loading options failed{live.error ? `: ${live.error}` : ''}
          </p>
        )}
        {list.length > 0 && (
          <ul id={`${id}-list`} role="listbox" aria-label={`Options for ${focused}`}>
            {list.map((item, index) => (
              <li
                key={item.value}
                id={`${id}-${index}`}
                role="option"
                class="select-option"
                aria-selected={index === active}
                onMouseDown={(event) => {
                  event.preventDefault();
                  pick(item);
                }}
              >
                <PickIcon pick={item} size={22} />
                <PickText pick={item} />
              </li>
            ))}
          </ul>
        )}
        {left.length > 0 && (
          <div class="command-optional" role="group" aria-label="Optional options">
            {left.map(({ name, description }) => (
              <button key={name} type="button" class="option-add" title={description} onClick={() => add(name)}>
                <Plus size={14} aria-hidden="true" />
                {name}
              </button>
            ))}
          </div>
        )}
      </div>
      <div class="composer-row command-line-row">
        <span class="command-chip">
          <AppPicture id={leaf.command.application_id} size={20} />/{leaf.name}
        </span>
        {shown.map((name) => {
          const one = leaf.options.find((option) => option.name === name)!;
          const wrong =
            filled.errors[name] !== undefined && (tried || (name !== focused && entries[name] !== undefined));
          return (
            <Field
              key={name}
              option={one}
              entry={entries[name]}
              invalid={wrong}
              aria={{
                listId: name === focused && list.length > 0 ? `${id}-list` : undefined,
                activeId: name === focused && list.length > 0 ? `${id}-${active}` : undefined,
                errorId: name === focused && showError ? `${id}-error` : undefined,
              }}
              onEntry={(next) => set(name, next)}
              onFocus={() => setFocused(name)}
              onBlur={() => setFocused((now) => (now === name ? undefined : now))}
            />
          );
        })}
        <span class="command-end">
          <button type="button" class="icon-button" aria-label="Give up the command" title="Escape" onClick={onDone}>
            <X size={20} aria-hidden="true" />
          </button>
          <button type="button" class="icon-button send" aria-label="Send command" title="Send" onClick={send}>
            <SendHorizontal size={20} aria-hidden="true" />
          </button>
        </span>
      </div>
    </div>
  );
}

interface FieldProps {
  option: CommandOption;
  entry: Entry | undefined;
  invalid: boolean;
  aria: { listId: string | undefined; activeId: string | undefined; errorId: string | undefined };
  onEntry: (entry: Entry) => void;
  onFocus: () => void;
  onBlur: () => void;
}

function Field({ option, entry, invalid, aria, onEntry, onFocus, onBlur }: FieldProps) {
  const upload = useRef<HTMLInputElement>(null);
  const label = `${option.name}${option.required ? ', required' : ''}`;
  const className = `option-pill ${invalid ? 'invalid' : ''} ${entry?.value === undefined ? '' : 'chosen'}`;
  if (option.type === OptionType.Attachment) {
    return (
      <span class={className}>
        <span class="option-name">{option.name}</span>
        <button
          type="button"
          class="option-file"
          data-option={option.name}
          aria-label={`${label}: ${entry?.file?.name ?? 'choose a file'}`}
          aria-describedby={aria.errorId}
          onClick={() => upload.current!.click()}
          onFocus={onFocus}
          onBlur={onBlur}
        >
          <Paperclip size={14} aria-hidden="true" /> {entry?.file?.name ?? 'Choose a file'}
        </button>
        <input
          ref={upload}
          type="file"
          hidden
          aria-label={label}
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            if (file !== undefined) onEntry({ text: file.name, file });
          }}
        />
      </span>
    );
  }
  return (
    <label class={className}>
      <span class="option-name">{option.name}</span>
      <input
        data-option={option.name}
        role="combobox"
        aria-label={label}
        aria-expanded={aria.listId !== undefined}
        aria-controls={aria.listId}
        aria-activedescendant={aria.activeId}
        aria-autocomplete="list"
        aria-invalid={invalid}
        aria-required={option.required ?? false}
        aria-describedby={aria.errorId}
        inputMode={
          option.type === OptionType.Integer ? 'numeric' : option.type === OptionType.Number ? 'decimal' : 'text'
        }
        autocomplete="off"
        value={entry?.text ?? ''}
        onInput={(event) => onEntry({ text: event.currentTarget.value })}
        onFocus={onFocus}
        onBlur={onBlur}
      />
    </label>
  );
}
