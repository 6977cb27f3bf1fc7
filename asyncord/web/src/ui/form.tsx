/** Fields of forms, all with a label that a screen reader says. */
import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useId, useState } from 'preact/hooks';

interface FieldProps extends Omit<JSX.InputHTMLAttributes<HTMLInputElement>, 'onInput'> {
  label: string;
  hint?: string | undefined;
  value: string;
  onInput: (value: string) => void;
}

export function Field({ label, hint, onInput, ...input }: FieldProps) {
  const id = useId();
  return (
    <label class="field">
      {label}
      <input
        autocomplete="off"
        aria-describedby={hint && id}
        {...input}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      {hint && (
        <span id={id} class="field-hint">
          {hint}
        </span>
      )}
    </label>
  );
}

interface SavedProps {
  label: string;
  value: string;
  hint?: string;
  multiline?: boolean;
  maxLength?: number;
  placeholder?: string;
  /** Called when the field is left or Enter is pressed, and the text is another; gives whether it was taken. */
  onSave: (value: string) => Promise<boolean>;
}

/** A text that is saved when the field is left; what the sandbox refuses goes back to what it was. */
export function SavedField({ label, value, hint, multiline, maxLength, placeholder, onSave }: SavedProps) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const save = async () => {
    if (text !== value && !(await onSave(text))) setText(value);
  };
  const shared = {
    value: text,
    maxLength,
    placeholder,
    autocomplete: 'off',
    onBlur: () => void save(),
  };
  return (
    <label class="field">
      {label}
      {multiline ? (
        <textarea rows={3} {...shared} onInput={(event) => setText(event.currentTarget.value)} />
      ) : (
        <input
          {...shared}
          onInput={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
        />
      )}
      {hint && <span class="field-hint">{hint}</span>}
    </label>
  );
}

interface SelectProps<T extends string> {
  label: string;
  value: T;
  options: readonly (readonly [value: T, name: string])[];
  onChange: (value: T) => void;
  hidden?: boolean;
}

export function Select<T extends string>({ label, value, options, onChange, hidden = false }: SelectProps<T>) {
  return (
    <label class="field">
      <span class={hidden ? 'visually-hidden' : ''}>{label}</span>
      <select value={value} onChange={(event) => onChange(event.currentTarget.value as T)}>
        {options.map(([option, name]) => (
          <option key={option} value={option}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

interface SwitchProps {
  label: ComponentChildren;
  help?: ComponentChildren;
  checked: boolean;
  disabled?: boolean;
  onChange: (checked: boolean) => void;
}

export function Switch({ label, help, checked, disabled, onChange }: SwitchProps) {
  const id = useId();
  return (
    <div class="switch-row">
      <label for={id} class="switch-text">
        <span class="switch-label">{label}</span>
        {help && <span class="field-hint">{help}</span>}
      </label>
      <input
        id={id}
        type="checkbox"
        role="switch"
        class="switch"
        checked={checked}
        disabled={disabled}
        onChange={(event) => {
          onChange(event.currentTarget.checked);
          // What is shown is what the sandbox says.
          event.currentTarget.checked = checked;
        }}
      />
    </div>
  );
}

/** A button that asks once more before it does something that cannot be undone. */
export function Confirm({
  children,
  question,
  onConfirm,
}: {
  children: ComponentChildren;
  question: string;
  onConfirm: () => void;
}) {
  const [asking, ask] = useState(false);
  if (!asking) {
    return (
      <button type="button" class="button danger" onClick={() => ask(true)}>
        {children}
      </button>
    );
  }
  return (
    <span class="confirm" role="group" aria-label={question}>
      <span>{question}</span>
      <button type="button" class="button danger" data-autofocus onClick={onConfirm}>
        Yes
      </button>
      <button type="button" class="button quiet" onClick={() => ask(false)}>
        No
      </button>
    </span>
  );
}
