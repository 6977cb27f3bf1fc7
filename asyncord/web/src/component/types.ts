/** Message components and the fields of modals, in Discord's form. Everything comes from bots, so everything may be absent. */
import type { Emoji, Id } from '../types';

export const ComponentType = {
  ActionRow: 1,
  Button: 2,
  StringSelect: 3,
  TextInput: 4,
  UserSelect: 5,
  RoleSelect: 6,
  MentionableSelect: 7,
  ChannelSelect: 8,
  Section: 9,
  TextDisplay: 10,
  Thumbnail: 11,
  MediaGallery: 12,
  File: 13,
  Separator: 14,
  Container: 17,
  Label: 18,
  FileUpload: 19,
  RadioGroup: 21,
  CheckboxGroup: 22,
  Checkbox: 23,
} as const;

export interface SelectOption {
  label: string;
  value: string;
  description?: string | null;
  emoji?: Emoji | null;
  default?: boolean;
}

export interface Media {
  url?: string;
  width?: number | null;
  height?: number | null;
  content_type?: string | null;
}

export interface GalleryItem {
  media?: Media;
  description?: string | null;
  spoiler?: boolean;
}

/** One component of any kind. Which keys are there depends on `type`. */
export interface Component {
  type: number;
  id?: number;
  custom_id?: string;
  components?: Component[];
  component?: Component;
  accessory?: Component;
  style?: number;
  label?: string | null;
  description?: string | null;
  emoji?: Emoji | null;
  url?: string | null;
  sku_id?: Id | null;
  disabled?: boolean;
  placeholder?: string | null;
  min_values?: number;
  max_values?: number;
  required?: boolean;
  options?: SelectOption[];
  channel_types?: number[];
  default_values?: { id: Id; type: string }[];
  content?: string;
  media?: Media;
  items?: GalleryItem[];
  file?: Media;
  name?: string;
  size?: number;
  spoiler?: boolean;
  divider?: boolean;
  spacing?: number;
  accent_color?: number | null;
  min_length?: number;
  max_length?: number;
  value?: string | null;
  /** Of a checkbox: whether it is ticked at first. */
  default?: boolean;
}

const SELECTS = new Set<number>([
  ComponentType.StringSelect,
  ComponentType.UserSelect,
  ComponentType.RoleSelect,
  ComponentType.MentionableSelect,
  ComponentType.ChannelSelect,
]);

export function isSelect(component: Component): boolean {
  return SELECTS.has(component.type);
}
