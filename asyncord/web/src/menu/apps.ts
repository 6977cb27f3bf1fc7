/** The user and message commands of the apps, as the items of a menu. */
import { AppWindow } from 'lucide-preact';
import { loadCommands } from '../command/load';
import type { Acting } from '../interaction/acting';
import type { Id } from '../types';
import { useRunCommand } from '../command/run';
import type { MenuItem } from './types';

export function useAppItems(): (acting: Acting, type: 2 | 3, target: Id) => MenuItem {
  const run = useRunCommand();
  return (acting, type, target) => ({
    label: 'Apps',
    items: async () => {
      const commands = await loadCommands(acting.revision, acting.user, acting.channel?.id ?? '0');
      return commands
        .filter((command) => command.type === type)
        .map((command) => {
          const app = acting.applications.find(({ id }) => id === command.application_id)?.name;
          const unusable = command.usable === false;
          return {
            label: command.name,
            icon: AppWindow,
            disabled: unusable,
            hint: unusable ? (command.why ?? 'You cannot use this command here') : app,
            onSelect: () => run({ command, data: { id: command.id, name: command.name, type, target_id: target } }),
          };
        });
    },
  });
}
