/** Everything that interactions need around the page: who acts, context menus, commands on their way, the app's forms. */
import type { ComponentChildren } from 'preact';
import { useMemo, useRef, useState } from 'preact/hooks';
import { CommandRuns } from '../command/run';
import { MenuHost } from '../menu/host';
import { ModalDialog } from '../modal/modal';
import { channelOf, may, shownGuild } from '../state/select';
import { useWorld } from '../state/store';
import type { Channel, Emoji } from '../types';
import { type Acting, ActingContext, InChannel } from './acting';
import type { Modal } from './types';

const NO_EMOJI: Emoji[] = [];

export function InteractionHost({ children }: { children: ComponentChildren }) {
  const { world } = useWorld();
  const { applications, commands, permissions, writeAs } = world;
  const [modal, setModal] = useState<{ modal: Modal; channel: Channel | undefined }>();
  const latest = useRef(world);
  latest.current = world;
  const channel = channelOf(world, world.selected);
  const emojis = shownGuild(world)?.emojis ?? NO_EMOJI;
  // A new object tells those that keep commands that theirs are old.
  const revision = useMemo(() => ({}), [applications, commands, permissions]);
  const acting = useMemo<Acting>(
    () => ({
      user: writeAs,
      channel,
      applications,
      emojis,
      revision,
      may: (channel, permission) => may(latest.current, channel, permission),
      newest: (channel) => latest.current.messages[channel]?.at(-1)?.id,
      openModal: (modal, channel) => setModal({ modal, channel }),
    }),
    [writeAs, channel, applications, emojis, revision],
  );
  return (
    <ActingContext.Provider value={acting}>
      <MenuHost>
        <CommandRuns>
          {children}
          {modal !== undefined && (
            <InChannel channel={modal.channel}>
              <ModalDialog key={modal.modal.id} modal={modal.modal} onClose={() => setModal(undefined)} />
            </InChannel>
          )}
        </CommandRuns>
      </MenuHost>
    </ActingContext.Provider>
  );
}
