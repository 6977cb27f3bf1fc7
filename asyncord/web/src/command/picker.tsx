/** The commands that fit what is typed after a slash, by application. The text area keeps the focus. */
import { Ban } from 'lucide-preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { useActing } from '../interaction/acting';
import { useDirectory } from '../state/directory';
import { Avatar } from '../ui/avatar';
import type { Group, Leaf } from './leaves';

interface Props {
  groups: Group[];
  chosen: Leaf | undefined;
  onChoose: (leaf: Leaf) => void;
}

export function leafId(leaf: Leaf): string {
  return `command-${leaf.command.id}-${leaf.path.join('-')}`;
}

export function CommandPicker({ groups, chosen, onChoose }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const { applications } = useActing();
  useLayoutEffect(() => {
    box.current!.querySelector('[aria-selected=true]')?.scrollIntoView?.({ block: 'nearest' });
  }, [chosen]);
  return (
    <div ref={box} id="commands" class="suggestions command-picker" role="listbox" aria-label="Commands" tabIndex={0}>
      {groups.map(({ application, leaves }) => {
        const app = applications.find(({ id }) => id === application);
        return (
          <div key={application} role="group" aria-label={app?.name ?? 'App'}>
            <p class="command-app" aria-hidden="true">
              <AppPicture id={application} size={18} /> {app?.name ?? 'App'}
            </p>
            {leaves.map((leaf) => (
              <Row key={leafId(leaf)} leaf={leaf} chosen={leaf === chosen} onChoose={onChoose} />
            ))}
          </div>
        );
      })}
    </div>
  );
}

function Row({ leaf, chosen, onChoose }: { leaf: Leaf; chosen: boolean; onChoose: (leaf: Leaf) => void }) {
  const unusable = leaf.command.usable === false;
  return (
    <div
      id={leafId(leaf)}
      class="command-row"
      role="option"
      aria-selected={chosen}
      aria-disabled={unusable}
      // Before the text area loses the focus, which would close the list.
      onMouseDown={(event) => {
        event.preventDefault();
        if (!unusable) onChoose(leaf);
      }}
    >
      <span class="command-title">
        <span class="command-name">/{leaf.name}</span>
        {leaf.options.map((option) => (
          <span key={option.name} class={option.required ? 'command-option' : 'command-option optional'}>
            {option.name}
          </span>
        ))}
      </span>
      <span class="command-description">
        {unusable ? (
          <>
            <Ban size={14} aria-hidden="true" /> {leaf.command.why ?? 'You cannot use this command here'}
          </>
        ) : (
          leaf.description
        )}
      </span>
    </div>
  );
}

export function AppPicture({ id, size }: { id: string; size: number }) {
  const { applications } = useActing();
  const directory = useDirectory();
  const application = applications.find((one) => one.id === id);
  const user = directory.users.get(application?.user_id ?? '');
  const name = application?.name ?? 'App';
  return <Avatar user={user ?? { id, username: name, bot: true }} name={name} size={size} />;
}
