/** More servers for the acting user: make one, join one that is there, or follow an invite. */
import { useState } from 'preact/hooks';
import { as, createGuild, joinGuild } from '../api';
import { GuildIcon } from '../ui/guild-icon';
import { isMember } from '../state/select';
import { useReport, useWorld } from '../state/store';
import { showGuild } from '../state/world';
import type { Id } from '../types';
import { Dialog } from '../ui/dialog';
import { Field } from '../ui/form';

/** The code of an invite, also out of a whole address. */
export function inviteCode(text: string): string {
  return text.trim().replace(/\/+$/, '').split('/').at(-1) ?? '';
}

export function AddGuildDialog({ onClose }: { onClose: () => void }) {
  const { world, update } = useWorld();
  const report = useReport();
  const [name, setName] = useState('');
  const [code, setCode] = useState('');
  const me = world.writeAs;
  const others = world.guilds.filter((guild) => !isMember(world, guild.id, me));
  const shown = (guild: Id) => update((world) => showGuild(world, guild));

  const create = async (close: () => void) => {
    const creating = createGuild(name.trim(), me);
    if (!(await report(creating))) return;
    const { id } = await creating;
    close();
    shown(id);
  };
  const accept = async (close: () => void) => {
    const accepting = as<{ guild?: { id: Id }; guild_id?: Id }>(
      me,
      'PUT',
      `invites/${encodeURIComponent(inviteCode(code))}`,
    );
    if (!(await report(accepting))) return;
    const invite = await accepting;
    const guild = invite?.guild?.id ?? invite?.guild_id;
    close();
    if (guild !== undefined) shown(guild);
  };
  const join = async (guild: Id, close: () => void) => {
    if (!(await report(joinGuild(guild, me)))) return;
    close();
    shown(guild);
  };

  return (
    <Dialog title="Add a server" onClose={onClose}>
      {(close) => (
        <>
          <form
            class="inline-form"
            onSubmit={(event) => {
              event.preventDefault();
              void create(close);
            }}
          >
            <Field label="Create a server" value={name} required maxLength={100} placeholder="Name" onInput={setName} />
            <button type="submit" class="button" disabled={name.trim() === ''}>
              Create
            </button>
          </form>
          <form
            class="inline-form"
            onSubmit={(event) => {
              event.preventDefault();
              void accept(close);
            }}
          >
            <Field label="Use an invite" value={code} required placeholder="Code or address" onInput={setCode} />
            <button type="submit" class="button" disabled={inviteCode(code) === ''}>
              Join
            </button>
          </form>
          {others.length > 0 && (
            <section class="field">
              <h3>Join a server of this sandbox</h3>
              <ul class="rows">
                {others.map((guild) => (
                  <li key={guild.id} class="row">
                    <GuildIcon guild={guild} size={24} />
                    <span class="channel-name">{guild.name}</span>
                    <button
                      type="button"
                      class="button quiet"
                      aria-label={`Join ${guild.name}`}
                      onClick={() => void join(guild.id, close)}
                    >
                      Join
                    </button>
                  </li>
                ))}
              </ul>
            </section>
          )}
        </>
      )}
    </Dialog>
  );
}
