/** Nickname, timeout, voice, kick and ban. Nothing is hidden: the sandbox says who may not. */
import { useState } from 'preact/hooks';
import { as } from '../api';
import { channelOf, timedOutUntil } from '../state/select';
import { useReport, useWorld } from '../state/store';
import { ChannelType, type Guild, type Member } from '../types';
import { Confirm, SavedField } from '../ui/form';
import { MenuButton } from '../ui/menu';

const TIMEOUTS: [seconds: number, name: string][] = [
  [60, '60 seconds'],
  [300, '5 minutes'],
  [600, '10 minutes'],
  [3600, '1 hour'],
  [86_400, '1 day'],
  [604_800, '1 week'],
];

interface Props {
  guild: Guild;
  member: Member;
  name: string;
  close: () => void;
}

export function Moderation({ guild, member, name, close }: Props) {
  const { world } = useWorld();
  const report = useReport();
  const [reason, setReason] = useState('');
  const me = world.writeAs;
  const own = member.user.id === me;
  const path = `guilds/${guild.id}/members/${member.user.id}`;
  const change = (body: object) => report(as(me, 'PATCH', path, body));
  const voice = world.voice_states.find(
    ({ user_id, guild_id, channel_id }) => user_id === member.user.id && guild_id === guild.id && channel_id !== null,
  );
  const leave = async (call: Promise<unknown>) => {
    if (await report(call)) close();
  };
  const ends = () => new Date(world.now > Date.now() ? world.now : Date.now());
  const timeout = (seconds: number) =>
    void change({ communication_disabled_until: new Date(ends().getTime() + seconds * 1000).toISOString() });

  return (
    <section class="moderation">
      <SavedField
        label="Nickname"
        value={member.nick ?? ''}
        maxLength={32}
        placeholder={member.user.global_name || member.user.username}
        onSave={(nick) =>
          report(as(me, 'PATCH', own ? `guilds/${guild.id}/members/@me` : path, { nick: nick || null }))
        }
      />
      {voice !== undefined && !own && (
        <div class="button-row">
          <button type="button" class="button quiet" onClick={() => void change({ mute: !voice.mute })}>
            {voice.mute ? 'Unmute' : 'Mute'}
          </button>
          <button type="button" class="button quiet" onClick={() => void change({ deaf: !voice.deaf })}>
            {voice.deaf ? 'Undeafen' : 'Deafen'}
          </button>
          {channelOf(world, voice.channel_id ?? undefined)?.type === ChannelType.Stage && (
            <button
              type="button"
              class="button quiet"
              onClick={() =>
                void report(
                  as(me, 'PATCH', `guilds/${guild.id}/voice-states/${member.user.id}`, {
                    channel_id: voice.channel_id,
                    suppress: !voice.suppress,
                  }),
                )
              }
            >
              {voice.suppress ? 'Invite to speak' : 'Move to the audience'}
            </button>
          )}
          <button type="button" class="button quiet" onClick={() => void change({ channel_id: null })}>
            Disconnect
          </button>
        </div>
      )}
      {!own && (
        <>
          <label class="field">
            Reason
            <input
              value={reason}
              maxLength={512}
              placeholder="For the ban, optional"
              autocomplete="off"
              onInput={(event) => setReason(event.currentTarget.value)}
            />
          </label>
          <div class="button-row">
            {timedOutUntil(member) === undefined ? (
              <MenuButton
                class="button quiet"
                label={`Time out ${name}`}
                items={TIMEOUTS.map(([seconds, label]) => ({ label, onSelect: () => timeout(seconds) }))}
              >
                Time out
              </MenuButton>
            ) : (
              <button
                type="button"
                class="button quiet"
                onClick={() => void change({ communication_disabled_until: null })}
              >
                End timeout
              </button>
            )}
            <Confirm question={`Kick ${name}?`} onConfirm={() => void leave(as(me, 'DELETE', path))}>
              Kick
            </Confirm>
            <Confirm
              question={`Ban ${name}?`}
              onConfirm={() =>
                void leave(as(me, 'PUT', `guilds/${guild.id}/bans/${member.user.id}`, reason === '' ? {} : { reason }))
              }
            >
              Ban
            </Confirm>
          </div>
        </>
      )}
    </section>
  );
}
