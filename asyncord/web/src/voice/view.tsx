/** A voice or stage channel: who is in it, and how one gets in and out. */
import { Hand, Podcast, Volume2 } from 'lucide-preact';
import { as, call, setVoice } from '../api';
import { useOpen } from '../shell/open';
import { useDirectory } from '../state/directory';
import { inVoice, ownVoice } from '../state/people';
import { may } from '../state/select';
import { useReport, useWorld } from '../state/store';
import { type Channel, ChannelType, type VoiceState } from '../types';
import { Avatar } from '../ui/avatar';
import { VoiceControls } from './controls';
import { EffectNote, SoundboardButton } from './soundboard';
import { StageBar } from './stage';
import { VoiceMarks } from './users';

export function VoiceView({ channel }: { channel: Channel }) {
  const { world } = useWorld();
  const report = useReport();
  const states = inVoice(world, channel.id);
  const here = ownVoice(world)?.channel_id === channel.id;
  const stage = channel.type === ChannelType.Stage;
  const guild = channel.guild_id ?? '';
  const join = () => void report(setVoice(world.writeAs, guild, { channel_id: channel.id }));
  const speakers = stage ? states.filter(({ suppress }) => !suppress) : states;
  const audience = stage ? states.filter(({ suppress }) => suppress) : [];
  const limit = channel.user_limit ? ` of ${channel.user_limit}` : '';
  return (
    <section class="voice-view" aria-label={`In ${channel.name}`}>
      {stage && <StageBar channel={channel} />}
      {!stage && channel.status && <p class="voice-status">{channel.status}</p>}
      {states.length === 0 ? (
        <p class="voice-empty">
          {stage ? <Podcast size={28} aria-hidden="true" /> : <Volume2 size={28} aria-hidden="true" />}
          Nobody is here yet.
        </p>
      ) : (
        <>
          {stage && <h2>Speakers — {speakers.length}</h2>}
          <Tiles channel={channel} states={speakers} />
          {audience.length > 0 && (
            <>
              <h2>Audience — {audience.length}</h2>
              <Tiles channel={channel} states={audience} />
            </>
          )}
        </>
      )}
      <EffectNote channel={channel} />
      <div class="voice-bar">
        {here ? (
          <>
            <VoiceControls />
            {stage && <Speaking channel={channel} />}
            <SoundboardButton channel={channel} />
          </>
        ) : (
          <button type="button" class="button" onClick={join}>
            Join {stage ? 'stage' : 'voice'}
          </button>
        )}
        <span class="muted wide-only">
          {states.length}
          {limit} {states.length === 1 && limit === '' ? 'person' : 'people'}
        </span>
      </div>
    </section>
  );
}

function Tiles({ channel, states }: { channel: Channel; states: VoiceState[] }) {
  const directory = useDirectory();
  const open = useOpen();
  if (states.length === 0) return null;
  return (
    <ul class="voice-tiles">
      {states.map((state) => {
        const user = directory.users.get(state.user_id);
        const name = directory.name(state.user_id);
        return (
          <li key={state.user_id}>
            <button
              type="button"
              class={`voice-tile ${state.self_video || state.self_stream ? 'seen' : ''}`}
              onClick={(event) =>
                open({ kind: 'member', user: state.user_id, guild: channel.guild_id, anchor: event.currentTarget })
              }
            >
              {user !== undefined && <Avatar user={user} name={name} size={56} />}
              {state.request_to_speak_timestamp && <Hand class="raised" size={18} aria-label="wants to speak" />}
              <span class="voice-tile-name">
                <span>{name}</span>
                <VoiceMarks state={state} />
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}

/** On a stage one speaks or listens; listeners raise a hand, or go up if they may. */
function Speaking({ channel }: { channel: Channel }) {
  const { world } = useWorld();
  const report = useReport();
  const own = ownVoice(world)!;
  const set = (body: object) =>
    void report(
      as(world.writeAs, 'PATCH', `guilds/${channel.guild_id}/voice-states/@me`, { channel_id: channel.id, ...body }),
    );
  if (!own.suppress) {
    return (
      <button type="button" class="button quiet" onClick={() => set({ suppress: true })}>
        Move to the audience
      </button>
    );
  }
  const asked = Boolean(own.request_to_speak_timestamp);
  const raise = async (up: boolean) => {
    if (!up) return set({ request_to_speak_timestamp: null });
    // By the sandbox's clock, which can be ahead of the computer's.
    const asking = call<{ now: number }>('GET', 'clock');
    if (await report(asking)) set({ request_to_speak_timestamp: new Date((await asking).now).toISOString() });
  };
  return (
    <>
      {may(world, channel, 'MUTE_MEMBERS') && (
        <button type="button" class="button quiet" onClick={() => set({ suppress: false })}>
          Speak
        </button>
      )}
      <button type="button" class="button quiet" aria-pressed={asked} onClick={() => void raise(!asked)}>
        {asked ? 'Lower the hand' : 'Raise the hand'}
      </button>
    </>
  );
}
