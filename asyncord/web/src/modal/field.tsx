/** One field of a modal with its label, its description and what is wrong with it. */
import { Upload, X } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { useId, useRef } from 'preact/hooks';
import { Select } from '../component/select';
import { type Component, ComponentType, isSelect, type SelectOption } from '../component/types';
import { bounds, toggle } from '../component/limits';
import { fileSize } from '../message/file';
import { EmojiView } from '../ui/emoji-view';
import { type Field, isRequired, type Value } from './fields';

interface Props {
  field: Field;
  value: Value;
  error: string | undefined;
  onChange: (value: Value) => void;
}

interface Aria {
  labelledBy: string;
  describedBy: string | undefined;
  invalid: boolean;
}

export function ModalField({ field, value, error, onChange }: Props) {
  const id = useId();
  const { label, description, component } = field;
  // A single checkbox has its label beside it.
  const alone = component.type === ComponentType.Checkbox;
  const described = [description && `${id}-description`, error && `${id}-error`].filter(Boolean).join(' ');
  const aria = { labelledBy: `${id}-label`, describedBy: described || undefined, invalid: error !== undefined };
  return (
    <div class="modal-field" data-field={field.key}>
      {!alone && (
        <>
          <p id={`${id}-label`} class="modal-label">
            {label}
            {isRequired(component) && (
              <span class="required">
                <span aria-hidden="true"> *</span>
                <span class="visually-hidden"> (required)</span>
              </span>
            )}
          </p>
          {description && (
            <p id={`${id}-description`} class="modal-description">
              {description}
            </p>
          )}
        </>
      )}
      <Control field={field} value={value} aria={aria} onChange={onChange} />
      {error && (
        <p id={`${id}-error`} class="field-error" role="alert">
          {error}
        </p>
      )}
    </div>
  );
}

interface ControlProps {
  field: Field;
  value: Value;
  aria: Aria;
  onChange: (value: Value) => void;
}

function Control({ field: { component, label, description }, value, aria, onChange }: ControlProps) {
  if (isSelect(component)) {
    return <Select component={component} values={value as string[]} onChange={onChange} {...aria} />;
  }
  switch (component.type) {
    case ComponentType.TextInput:
      return <TextInput component={component} value={value as string} aria={aria} onChange={onChange} />;
    case ComponentType.RadioGroup:
      return (
        <Options
          kind="radio"
          component={component}
          chosen={[value as string]}
          aria={aria}
          onPick={(one) => onChange(one)}
        />
      );
    case ComponentType.CheckboxGroup: {
      const chosen = value as string[];
      const { max } = bounds(component, component.options?.length);
      const onPick = (one: string) => onChange(toggle(chosen, one, { min: 0, max }));
      return <Options kind="checkbox" component={component} chosen={chosen} aria={aria} onPick={onPick} />;
    }
    case ComponentType.Checkbox:
      return (
        <label class="modal-option">
          <input
            type="checkbox"
            checked={value as boolean}
            onChange={(event) => onChange(event.currentTarget.checked)}
          />
          <Labels label={label}>{description}</Labels>
        </label>
      );
    case ComponentType.FileUpload:
      return <FileField component={component} files={value as File[]} aria={aria} onChange={onChange} />;
    default:
      return <p class="unshown">A field of type {String(component.type)}, which this page does not know.</p>;
  }
}

interface TextProps {
  component: Component;
  value: string;
  aria: Aria;
  onChange: (value: string) => void;
}

function TextInput({ component, value, aria, onChange }: TextProps) {
  const { min_length, max_length = 4000 } = component;
  const shared = {
    value,
    placeholder: component.placeholder ?? '',
    maxLength: max_length,
    'aria-labelledby': aria.labelledBy,
    'aria-describedby': aria.describedBy,
    'aria-invalid': aria.invalid,
    'aria-required': isRequired(component),
  };
  const counted = min_length !== undefined || component.max_length !== undefined;
  return (
    <div class="text-input">
      {component.style === 2 ? (
        <textarea {...shared} rows={4} onInput={(event) => onChange(event.currentTarget.value)} />
      ) : (
        <input {...shared} type="text" autocomplete="off" onInput={(event) => onChange(event.currentTarget.value)} />
      )}
      {counted && (
        <span class="text-count" aria-hidden="true">
          {value.length}/{max_length}
        </span>
      )}
    </div>
  );
}

interface OptionsProps {
  kind: 'radio' | 'checkbox';
  component: Component;
  chosen: string[];
  aria: Aria;
  onPick: (value: string) => void;
}

function Options({ kind, component, chosen, aria, onPick }: OptionsProps) {
  const name = useId();
  return (
    <div
      class={`modal-options ${aria.invalid ? 'invalid' : ''}`}
      role={kind === 'radio' ? 'radiogroup' : 'group'}
      aria-labelledby={aria.labelledBy}
      aria-describedby={aria.describedBy}
    >
      {(component.options ?? []).map((option: SelectOption) => (
        <label key={option.value} class="modal-option">
          <input
            type={kind}
            name={name}
            checked={chosen.includes(option.value)}
            onChange={() => onPick(option.value)}
          />
          {option.emoji && <EmojiView emoji={option.emoji} label={false} />}
          <Labels label={option.label}>{option.description}</Labels>
        </label>
      ))}
    </div>
  );
}

function Labels({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <span class="pick-text">
      <span class="pick-label">{label}</span>
      {children && <span class="pick-description">{children}</span>}
    </span>
  );
}

interface FileProps {
  component: Component;
  files: File[];
  aria: Aria;
  onChange: (files: File[]) => void;
}

function FileField({ component, files, aria, onChange }: FileProps) {
  const input = useRef<HTMLInputElement>(null);
  const button = useId();
  const { max } = bounds(component);
  const add = (added: Iterable<File> | null | undefined) => onChange([...files, ...(added ?? [])].slice(-max));
  return (
    <div
      class={`file-field ${aria.invalid ? 'invalid' : ''}`}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        add(event.dataTransfer?.files);
      }}
    >
      <button
        id={button}
        type="button"
        class="button quiet"
        aria-labelledby={`${aria.labelledBy} ${button}`}
        aria-describedby={aria.describedBy}
        onClick={() => input.current!.click()}
      >
        <Upload size={16} aria-hidden="true" /> {max === 1 ? 'Choose a file' : `Choose up to ${max} files`}
      </button>
      <span class="file-card-size">or drop {max === 1 ? 'it' : 'them'} here</span>
      <input
        ref={input}
        type="file"
        hidden
        multiple={max > 1}
        aria-labelledby={aria.labelledBy}
        onChange={(event) => {
          add(event.currentTarget.files);
          event.currentTarget.value = '';
        }}
      />
      {files.length > 0 && (
        <ul>
          {files.map((file, index) => (
            <li key={index}>
              <span class="file-card-name">{file.name}</span> <span class="file-card-size">{fileSize(file.size)}</span>
              <button
                type="button"
                class="icon-button small"
                aria-label={`Remove ${file.name}`}
                onClick={() => onChange(files.filter((_, other) => other !== index))}
              >
                <X size={16} aria-hidden="true" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
