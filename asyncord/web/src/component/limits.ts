/** What Discord allows components to hold; the page shows no more than that, and asks for no less. */
import { type Component, ComponentType, isSelect } from './types';

export const MOST = {
  rowButtons: 5,
  gallery: 10,
  options: 25,
  sectionTexts: 3,
  /** Components of a message, nested ones counted. */
  components: 40,
} as const;

/** How many values a select, a group or a file upload takes. */
export function bounds(component: Component, present = Infinity): { min: number; max: number } {
  const most = Math.min(component.type === ComponentType.FileUpload ? 10 : MOST.options, present);
  const max = clamp(component.max_values ?? (component.type === ComponentType.CheckboxGroup ? most : 1), 1, most);
  const optional = component.required === false;
  const min = clamp(component.min_values ?? (optional ? 0 : 1), 0, Math.max(max, 0));
  return { min: optional && min <= 1 ? 0 : min, max: Math.max(max, 1) };
}

function clamp(value: number, least: number, most: number): number {
  return Number.isFinite(value) ? Math.max(least, Math.min(value, Math.max(most, least))) : least;
}

/** The values after a click on one: a single choice is replaced, of many no more than `max` are kept. */
export function toggle(values: string[], value: string, { min, max }: { min: number; max: number }): string[] {
  if (values.includes(value)) {
    return max === 1 && min > 0 ? values : values.filter((other) => other !== value);
  }
  if (max === 1) return [value];
  return values.length < max ? [...values, value] : values;
}

/** Why these values cannot be sent, or nothing. */
export function countError(
  count: number,
  { min, max }: { min: number; max: number },
  what = 'option',
): string | undefined {
  const some = (number: number) => `${number} ${what}${number === 1 ? '' : 's'}`;
  if (count < min) return min === max ? `Select ${some(min)}.` : `Select at least ${some(min)}.`;
  return count > max ? `Select at most ${some(max)}.` : undefined;
}

/** Whether a component can be used at all. */
export function usable(component: Component): boolean {
  if (component.disabled) return false;
  if (component.type === ComponentType.Button) return component.style === 5 || component.custom_id !== undefined;
  return isSelect(component) && component.custom_id !== undefined;
}

/** Every component of a tree, parents first. */
export function flatten(components: Component[]): Component[] {
  return components.flatMap((component) => [
    component,
    ...flatten(component.components ?? []),
    ...flatten([component.accessory, component.component].filter((child) => child !== undefined)),
  ]);
}

/** The tree cut where a message's limit is reached, so that a bad bot cannot stop the page. */
export function limited(components: Component[]): Component[] {
  let left: number = MOST.components;
  const cut = (list: Component[]): Component[] =>
    list.flatMap((component) => {
      if (left <= 0 || typeof component !== 'object' || component === null) return [];
      left -= 1;
      return [component.components === undefined ? component : { ...component, components: cut(component.components) }];
    });
  return cut(components);
}
