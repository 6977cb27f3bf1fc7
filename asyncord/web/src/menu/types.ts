import type { LucideIcon } from 'lucide-preact';

export interface MenuItem {
  label: string;
  icon?: LucideIcon;
  onSelect?: () => void;
  /** A menu of its own, perhaps only known once it is asked for. */
  items?: MenuItem[] | (() => Promise<MenuItem[]>);
  danger?: boolean;
  disabled?: boolean;
  /** Why it is disabled, or what it belongs to. */
  hint?: string | undefined;
}

/** Items stand in groups with a line between them. */
export type MenuGroups = MenuItem[][];
