/** A select of any of the five kinds: a button that opens a list to search, by mouse and by keyboard. */
import { Check, ChevronDown, Hash, Shield, X } from 'lucide-preact';
import { useId, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { useDirectory } from '../state/directory';
import { Avatar } from '../ui/avatar';
import { EmojiView } from '../ui/emoji-view';
import { hasClosed, hide, place, show } from '../ui/float';
import { type Pick, picks, search } from './choices';
import { bounds, toggle } from './limits';
import { type Component, ComponentType } from './types';

/** From so many options on there is something to search. */
const SEARCH_FROM = 8;
const SHOWN = 100;

interface Props {
  component: Component;
  values: string[];
  onChange: (values: string[]) => void;
  /** The list has closed after a change; of a select in a message, the time to send. */
  onDone?: (values: string[]) => void;
  disabled?: boolean;
  label?: string;
  labelledBy?: string | undefined;
  describedBy?: string | undefined;
  invalid?: boolean;
}

export function Select({ component, values, onChange, onDone, disabled = false, label, ...aria }: Props) {
  const directory = useDirectory();
  const all = useMemo(() => picks(component, directory), [component, directory]);
  const [open, setOpen] = useState(false);
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const chosen = values.map((value) => all.find((pick) => pick.value === value)).filter((pick) => pick !== undefined);
  const placeholder = component.placeholder || 'Make a selection';
  const named = aria.labelledBy === undefined ? `${label ?? placeholder}` : undefined;
  const limits = bounds(component, component.options?.length);
  const summary = chosen.length === 0 ? placeholder : chosen.map((pick) => pick.label).join(', ');

  const close = () => {
    setOpen(false);
    button.current?.focus({ preventScroll: true });
  };

  return (
    <div class={`select ${open ? 'open' : ''} ${aria.invalid ? 'invalid' : ''}`}>
      <button
        ref={button}
        type="button"
        class="select-button"
        aria-haspopup="listbox"
        aria-expanded={open}
        aria-label={named === undefined || named === summary ? named : `${named}: ${summary}`}
        id={id}
        aria-labelledby={aria.labelledBy && `${aria.labelledBy} ${id}`}
        aria-describedby={aria.describedBy}
        disabled={disabled}
        onClick={() => setOpen(!open)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
          event.preventDefault();
          event.stopPropagation();
          setOpen(true);
        }}
      >
        {chosen.length === 0 ? (
          <span class="select-placeholder">{placeholder}</span>
        ) : (
          <span class="select-values">
            {chosen.map((pick) => (
              <span key={pick.value} class={limits.max > 1 ? 'select-value chip' : 'select-value'}>
                <PickIcon pick={pick} size={18} />
                <span>{pick.label}</span>
              </span>
            ))}
          </span>
        )}
        <ChevronDown size={20} aria-hidden="true" />
      </button>
      {chosen.length > 0 && limits.min === 0 && limits.max === 1 && !disabled && (
        <button
          type="button"
          class="icon-button small select-clear"
          aria-label="Clear the selection"
          onClick={() => {
            onChange([]);
            onDone?.([]);
          }}
        >
          <X size={16} aria-hidden="true" />
        </button>
      )}
      {open && (
        <List
          anchor={button.current!}
          label={named ?? placeholder}
          all={all}
          searchable={component.type !== ComponentType.StringSelect || all.length >= SEARCH_FROM}
          start={values}
          limits={limits}
          onChange={onChange}
          onClose={(last, changed) => {
            close();
            if (changed) onDone?.(last);
          }}
        />
      )}
    </div>
  );
}

interface ListProps {
  anchor: HTMLElement;
  label: string;
  all: Pick[];
  searchable: boolean;
  start: string[];
  limits: { min: number; max: number };
  onChange: (values: string[]) => void;
  onClose: (values: string[], changed: boolean) => void;
}

function List({ anchor, label, all, searchable, start: given, limits, onChange, onClose }: ListProps) {
  // What was chosen when the list opened; what is given follows each pick.
  const [start] = useState(given);
  const box = useRef<HTMLDivElement>(null);
  const id = useId();
  const [typed, setTyped] = useState('');
  const [values, setValues] = useState(start);
  const shown = useMemo(() => search(all, typed).slice(0, SHOWN), [all, typed]);
  const [active, setActive] = useState(() =>
    Math.max(
      0,
      all.findIndex((pick) => start.includes(pick.value)),
    ),
  );
  // The popover's close event outlives the render that it was bound in.
  const latest = useRef(values);
  latest.current = values;
  const done = useRef(false);
  const many = limits.max > 1;

  useLayoutEffect(() => {
    const element = box.current!;
    const rect = anchor.getBoundingClientRect();
    element.style.width = `${Math.max(rect.width, 220)}px`;
    show(element);
    place(element, rect, 'below');
    element.querySelector<HTMLElement>('[role=combobox], [role=listbox]')!.focus();
  }, []);

  useLayoutEffect(() => {
    box.current!.querySelector('.select-option.active')?.scrollIntoView?.({ block: 'nearest' });
  }, [active, typed]);

  const finish = (last: string[]) => {
    // Hiding the list makes it say once more that it has closed.
    if (done.current) return;
    done.current = true;
    hide(box.current);
    // Choosing again what was chosen sends nothing; that is how Discord's client does it.
    onClose(last, last.length !== start.length || last.some((value) => !start.includes(value)));
  };
  const pick = (item: Pick | undefined) => {
    if (item === undefined) return;
    const next = toggle(values, item.value, limits);
    setValues(next);
    latest.current = next;
    onChange(next);
    if (!many) finish([...next]);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8, Home: -shown.length, End: shown.length }[
      event.key
    ];
    event.stopPropagation();
    if (step !== undefined) {
      event.preventDefault();
      setActive(Math.max(0, Math.min(shown.length - 1, active + step)));
    } else if (event.key === 'Enter' || (event.key === ' ' && !searchable)) {
      event.preventDefault();
      pick(shown[active]);
    } else if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault();
      finish(values);
    }
  };
  const option = (index: number) => `${id}-${index}`;
  const active_id = shown.length === 0 ? undefined : option(active);

  return (
    <div
      ref={box}
      class="select-list"
      popover="auto"
      onKeyDown={onKeyDown}
      onToggle={(event) => {
        if (hasClosed(event)) finish(latest.current);
      }}
    >
      {searchable && (
        <input
          class="select-search"
          role="combobox"
          aria-label={`Search: ${label}`}
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={active_id}
          placeholder="Search"
          autocomplete="off"
          value={typed}
          onInput={(event) => {
            setTyped(event.currentTarget.value);
            setActive(0);
          }}
        />
      )}
      <ul
        id={`${id}-list`}
        role="listbox"
        aria-label={label}
        aria-multiselectable={many}
        tabIndex={searchable ? -1 : 0}
        aria-activedescendant={searchable ? undefined : active_id}
      >
        {shown.map((item, index) => {
          const selected = values.includes(item.value);
          const full = many && !selected && values.length >= limits.max;
          return (
            <li
              key={item.value}
              id={option(index)}
              role="option"
              class={`select-option ${index === active ? 'active' : ''}`}
              aria-selected={selected}
              aria-disabled={full}
              onMouseMove={() => index !== active && setActive(index)}
              onClick={() => pick(item)}
            >
              <PickIcon pick={item} size={22} />
              <PickText pick={item} />
              {many ? (
                <span class={selected ? 'tick on' : 'tick'}>{selected && <Check size={14} aria-hidden="true" />}</span>
              ) : (
                selected && <Check size={18} aria-hidden="true" />
              )}
            </li>
          );
        })}
      </ul>
      {shown.length === 0 && <p class="select-none">Nothing found</p>}
      {many && (
        <button type="button" class="select-done" onClick={() => finish(values)}>
          {values.length} of {limits.max} selected · Done
        </button>
      )}
    </div>
  );
}

export function PickText({ pick }: { pick: Pick }) {
  return (
    <span class="pick-text">
      <span class={pick.color === undefined ? 'pick-label' : 'pick-label colored'} style={{ '--role': pick.color }}>
        {pick.label}
      </span>
      {pick.description && <span class="pick-description">{pick.description}</span>}
    </span>
  );
}

export function PickIcon({ pick, size }: { pick: Pick; size: number }) {
  if (pick.emoji) return <EmojiView emoji={pick.emoji} label={false} />;
  if (pick.user !== undefined) return <Avatar user={pick.user} name={pick.label} size={size} />;
  if (pick.kind === 'role')
    return <Shield class="pick-icon" size={size - 2} style={{ color: pick.color }} aria-hidden="true" />;
  if (pick.kind === 'channel') return <Hash class="pick-icon" size={size - 2} aria-hidden="true" />;
  return null;
}
