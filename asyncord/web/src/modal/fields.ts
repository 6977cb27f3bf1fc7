/** The fields of a modal: what they start with, whether they can be sent, and as what. */
import { defaults } from '../component/choices';
import { bounds, countError } from '../component/limits';
import { type Component, ComponentType, isSelect } from '../component/types';

/** A field with the label around it. */
export interface Field {
  key: string;
  label: string;
  description: string | undefined;
  component: Component;
  /** Old modals have their text inputs in rows. */
  row: boolean;
}

export type Value = string | string[] | boolean | File[];
export type Values = Record<string, Value>;

/** A text between the fields, or a field. */
export type Part = { text: string } | { field: Field };

export function parts(components: Component[]): Part[] {
  return components.flatMap((component, index): Part[] => {
    switch (component.type) {
      case ComponentType.TextDisplay:
        return [{ text: component.content ?? '' }];
      case ComponentType.Label:
        if (component.component === undefined) return [];
        return [part(component.component, component.label ?? '', component.description ?? undefined, index, false)];
      case ComponentType.ActionRow:
        return (component.components ?? []).map((inner) => part(inner, inner.label ?? '', undefined, index, true));
      default:
        return [];
    }
  });
}

function part(component: Component, label: string, description: string | undefined, index: number, row: boolean): Part {
  return { field: { key: component.custom_id ?? `field-${index}`, label, description, component, row } };
}

export function fieldsOf(list: Part[]): Field[] {
  return list.flatMap((part) => ('field' in part ? [part.field] : []));
}

export function initial(fields: Field[]): Values {
  return Object.fromEntries(fields.map(({ key, component }) => [key, start(component)]));
}

function start(component: Component): Value {
  switch (component.type) {
    case ComponentType.TextInput:
      return component.value ?? '';
    case ComponentType.Checkbox:
      return component.default === true;
    case ComponentType.RadioGroup:
      return defaults(component)[0] ?? '';
    case ComponentType.FileUpload:
      return [];
    default:
      return defaults(component);
  }
}

/** Text inputs and choices must be made unless the bot says otherwise; a single checkbox may stay empty. */
export function isRequired(component: Component): boolean {
  if (component.type === ComponentType.Checkbox) return false;
  return component.required !== false;
}

const REQUIRED = 'This field is required.';

/** Why a field cannot be sent as it is. */
export function problem({ component }: Field, value: Value | undefined): string | undefined {
  switch (component.type) {
    case ComponentType.TextInput:
      return textProblem(component, String(value ?? ''));
    case ComponentType.Checkbox:
      return undefined;
    case ComponentType.RadioGroup:
      return value === '' && isRequired(component) ? REQUIRED : undefined;
    default: {
      const count = Array.isArray(value) ? value.length : 0;
      const required = isRequired(component);
      if (count === 0 && !required) return undefined;
      if (count === 0 && required) return REQUIRED;
      const what = component.type === ComponentType.FileUpload ? 'file' : 'option';
      return countError(count, bounds(component, isFixed(component) ? component.options?.length : undefined), what);
    }
  }
}

const isFixed = (component: Component) => component.options !== undefined;

function textProblem(component: Component, value: string): string | undefined {
  if (value === '') return isRequired(component) ? REQUIRED : undefined;
  const { min_length = 0, max_length = 4000 } = component;
  if (value.length < min_length) return `Must be at least ${min_length} characters long.`;
  return value.length > max_length ? `Must be at most ${max_length} characters long.` : undefined;
}

export function problems(fields: Field[], values: Values): Record<string, string> {
  const found: Record<string, string> = {};
  for (const field of fields) {
    const text = problem(field, values[field.key]);
    if (text !== undefined) found[field.key] = text;
  }
  return found;
}

export interface Submission {
  components: object[];
  files: File[];
}

/** What is sent: every field in its place; files are named by their number. */
export function submission(fields: Field[], values: Values): Submission {
  const files: File[] = [];
  const components = fields.map(({ component, key, row }) => {
    const value = values[key];
    const base = { type: component.type, custom_id: component.custom_id ?? '' };
    const filled = { ...base, ...valueOf(component, value, files) };
    return row
      ? { type: ComponentType.ActionRow, components: [filled] }
      : { type: ComponentType.Label, component: filled };
  });
  return { components, files };
}

function valueOf(component: Component, value: Value | undefined, files: File[]): object {
  if (component.type === ComponentType.FileUpload) {
    const first = files.length;
    const added = (value ?? []) as File[];
    files.push(...added);
    return { values: added.map((_, index) => String(first + index)) };
  }
  if (component.type === ComponentType.RadioGroup) return { value: value === '' ? null : value };
  if (isSelect(component) || component.type === ComponentType.CheckboxGroup) return { values: value ?? [] };
  return { value };
}
