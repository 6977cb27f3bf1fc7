/** The switches of one's own voice connection. */
import { HeadphoneOff, Headphones, Mic, MicOff, PhoneOff, ScreenShare, Video, VideoOff } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { setVoice, type VoiceChange } from '../api';
import { ownVoice } from '../state/people';
import { channelOf } from '../state/select';
import { useReport, useWorld } from '../state/store';
import type { VoiceState } from '../types';
import { useHeardSounds } from './soundboard';

type Flag = 'self_mute' | 'self_deaf' | 'self_video' | 'self_stream';

/** Deafened people are muted too; unmuting ends both. */
export function toggleVoice(state: VoiceState, flag: Flag): VoiceChange {
  const { self_mute = false, self_deaf = false, self_video = false, self_stream = false } = state;
  const next = { self_mute, self_deaf, self_video, self_stream, [flag]: !state[flag] };
  if (flag === 'self_deaf') next.self_mute = next.self_deaf;
  if (flag === 'self_mute' && !next.self_mute) next.self_deaf = false;
  return { channel_id: state.channel_id, ...next };
}

export function VoiceControls() {
  const { world } = useWorld();
  const report = useReport();
  const state = ownVoice(world);
  if (state === undefined) return null;
  const guild = state.guild_id ?? channelOf(world, state.channel_id ?? undefined)?.guild_id ?? '';
  const change = (next: VoiceChange) => void report(setVoice(world.writeAs, guild, next));
  const button = (flag: Flag, name: string, on: ComponentChildren, off: ComponentChildren) => (
    <button
      type="button"
      class="icon-button voice-switch"
      aria-pressed={state[flag] ?? false}
      aria-label={name}
      title={name}
      onClick={() => change(toggleVoice(state, flag))}
    >
      {state[flag] ? on : off}
    </button>
  );
  const size = 18;
  return (
    <div class="voice-controls" role="toolbar" aria-label="Voice">
      {button('self_mute', 'Mute', <MicOff size={size} aria-hidden="true" />, <Mic size={size} aria-hidden="true" />)}
      {button(
        'self_deaf',
        'Deafen',
        <HeadphoneOff size={size} aria-hidden="true" />,
        <Headphones size={size} aria-hidden="true" />,
      )}
      {button(
        'self_video',
        'Camera',
        <Video size={size} aria-hidden="true" />,
        <VideoOff size={size} aria-hidden="true" />,
      )}
      {button(
        'self_stream',
        'Share the screen',
        <ScreenShare size={size} aria-hidden="true" />,
        <ScreenShare size={size} aria-hidden="true" />,
      )}
      <button
        type="button"
        class="icon-button hang-up"
        aria-label="Leave the voice channel"
        title="Leave the voice channel"
        onClick={() => change({ channel_id: null })}
      >
        <PhoneOff size={size} aria-hidden="true" />
      </button>
    </div>
  );
}

/** Above one's own name while one is connected. */
export function VoicePanel() {
  const { world } = useWorld();
  const state = ownVoice(world);
  useHeardSounds();
  const channel = channelOf(world, state?.channel_id ?? undefined);
  if (channel === undefined) return null;
  const guild = world.guilds.find(({ id }) => id === channel.guild_id);
  return (
    <section class="voice-panel" aria-label="Voice connection">
      <p>
        <strong>Voice connected</strong>
        <a href={`#/channels/${channel.id}`}>
          {channel.name} / {guild?.name}
        </a>
      </p>
      <VoiceControls />
    </section>
  );
}
