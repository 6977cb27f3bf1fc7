/** The text area of a message: it grows, completes names, and begins commands with a slash. */
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useState } from 'preact/hooks';
import { find, type Leaf, written } from '../command/leaves';
import { CommandPicker, leafId } from '../command/picker';
import { useDirectory } from '../state/directory';
import type { Emoji } from '../types';
import { suggest, type Suggestion } from './mentions';
import { SuggestionList } from './suggestions';

const LONGEST = 2_000;
const COUNTED_FROM = 200;

interface Props {
  area: RefObject<HTMLTextAreaElement>;
  text: string;
  label: string;
  custom: Emoji[];
  /** What a slash offers; undefined while it is on its way. */
  commands: Leaf[] | undefined;
  onText: (text: string) => void;
  /** The slash is typed: the commands are wanted. */
  onSlash: () => void;
  onCommand: (leaf: Leaf, rest: string) => void;
  onSend: () => void;
  onEscape: () => void;
  onEditLast: () => void;
  onFiles: (files: Iterable<File>) => void;
}

export function Write(props: Props) {
  const { area, text, label, custom, commands, onText } = props;
  const directory = useDirectory();
  const [names, setNames] = useState<{ start: number; items: Suggestion[]; chosen: number }>();
  const [chosen, setChosen] = useState(0);
  const [hidden, setHidden] = useState(false);
  const slash = /^\/[^\n]*$/.test(text);
  const groups = useMemo(
    () => (slash && commands !== undefined && !hidden ? find(commands, text.slice(1)) : []),
    [slash, commands, hidden, text],
  );
  const list = groups.flatMap(({ leaves }) => leaves);
  const leaf = list[Math.min(chosen, list.length - 1)];

  useLayoutEffect(() => {
    const element = area.current!;
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight}px`;
  }, [text]);
  useEffect(() => {
    if (slash) props.onSlash();
    else setHidden(false);
    setChosen(0);
  }, [slash, text]);

  const lookUp = () => {
    const element = area.current!;
    const caret = element.selectionStart === element.selectionEnd;
    const found = caret ? suggest(element.value.slice(0, element.selectionStart), directory, custom) : undefined;
    setNames(found && { ...found, chosen: 0 });
  };
  const accept = (item: Suggestion) => {
    const element = area.current!;
    element.setRangeText(`${item.text} `, names!.start, element.selectionStart, 'end');
    onText(element.value);
    setNames(undefined);
    element.focus();
  };
  const onInput = () => {
    const { value } = area.current!;
    onText(value);
    lookUp();
    // A name that is written out and followed by a space is meant, unless it begins a longer one.
    const full = commands === undefined || hidden ? undefined : written(commands, value);
    if (full === undefined || full.leaf.command.usable === false || !value.startsWith(`/${full.leaf.name} `)) return;
    if (commands!.some(({ name }) => name.startsWith(`${full.leaf.name} `))) return;
    props.onCommand(full.leaf, full.rest);
  };

  const commandKey = (event: KeyboardEvent): boolean => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step !== undefined) setChosen((Math.min(chosen, list.length - 1) + step + list.length) % list.length);
    else if ((event.key === 'Enter' && !event.shiftKey) || event.key === 'Tab') {
      if (leaf!.command.usable !== false) props.onCommand(leaf!, '');
    } else if (event.key === 'Escape') setHidden(true);
    else return false;
    return true;
  };
  const nameKey = (event: KeyboardEvent): boolean => {
    const { items, chosen } = names!;
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step !== undefined) setNames({ ...names!, chosen: (chosen + step + items.length) % items.length });
    else if (event.key === 'Enter' || event.key === 'Tab') accept(items[chosen]!);
    else if (event.key === 'Escape') setNames(undefined);
    else return false;
    return true;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if ((list.length > 0 && commandKey(event)) || (names !== undefined && nameKey(event))) {
      event.preventDefault();
      event.stopPropagation();
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      props.onSend();
    } else if (event.key === 'Escape') {
      props.onEscape();
    } else if (event.key === 'ArrowUp' && text === '') {
      event.preventDefault();
      props.onEditLast();
    }
  };
  const popup = list.length > 0 ? 'commands' : names === undefined ? undefined : 'suggestions';
  const active = list.length > 0 ? leafId(leaf!) : names && `suggestion-${names.chosen}`;
  const left = LONGEST - text.length;

  return (
    <>
      {list.length > 0 && (
        <CommandPicker groups={groups} chosen={leaf} onChoose={(leaf) => props.onCommand(leaf, '')} />
      )}
      {slash && !hidden && commands === undefined && (
        <div class="suggestions" role="status">
          <p class="command-wait">Loading commands…</p>
        </div>
      )}
      {list.length === 0 && names !== undefined && (
        <SuggestionList items={names.items} chosen={names.chosen} onChoose={accept} />
      )}
      <textarea
        ref={area}
        aria-label={label}
        aria-autocomplete="list"
        aria-controls={popup}
        aria-activedescendant={active}
        placeholder={label}
        rows={1}
        maxLength={LONGEST}
        value={text}
        onInput={onInput}
        onKeyDown={onKeyDown}
        onBlur={() => setNames(undefined)}
        onPaste={(event) => {
          const pasted = event.clipboardData?.files;
          if (pasted === undefined || pasted.length === 0) return;
          event.preventDefault();
          props.onFiles(pasted);
        }}
      />
      {left <= COUNTED_FROM && (
        <span class="letters-left" role="status">
          {left}
          <span class="visually-hidden"> letters left</span>
        </span>
      )}
    </>
  );
}
