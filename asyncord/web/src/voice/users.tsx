/** Who is in a voice channel, as the channel list shows it. */
import { HeadphoneOff, MicOff, Radio, Video } from 'lucide-preact';
import { useOpen } from '../shell/open';
import { useDirectory } from '../state/directory';
import { inVoice } from '../state/people';
import { useWorld } from '../state/store';
import type { Channel, VoiceState } from '../types';
import { Avatar } from '../ui/avatar';

export function VoiceUsers({ channel }: { channel: Channel }) {
  const { world } = useWorld();
  const directory = useDirectory();
  const open = useOpen();
  const states = inVoice(world, channel.id);
  if (states.length === 0) return null;
  return (
    <ul class="voice-users">
      {states.map((state) => {
        const user = directory.users.get(state.user_id);
        return (
          <li key={state.user_id}>
            <button
              type="button"
              class="voice-user"
              onClick={(event) =>
                open({ kind: 'member', user: state.user_id, guild: channel.guild_id, anchor: event.currentTarget })
              }
            >
              {user !== undefined && <Avatar user={user} name={directory.name(user.id)} size={24} />}
              <span class="channel-name">{directory.name(state.user_id)}</span>
              <VoiceMarks state={state} />
            </button>
          </li>
        );
      })}
    </ul>
  );
}

/** What of a person cannot be heard, and what can be seen. */
export function VoiceMarks({ state, size = 14 }: { state: VoiceState; size?: number }) {
  const muted = state.mute || state.self_mute;
  const deaf = state.deaf || state.self_deaf;
  return (
    <span class="voice-marks">
      {state.self_stream && <Radio class="live" size={size} aria-label="sharing the screen" />}
      {state.self_video && <Video size={size} aria-label="camera on" />}
      {muted && (
        <MicOff
          class={state.mute ? 'by-others' : ''}
          size={size}
          aria-label={state.mute ? 'muted by a moderator' : 'muted'}
        />
      )}
      {deaf && (
        <HeadphoneOff
          class={state.deaf ? 'by-others' : ''}
          size={size}
          aria-label={state.deaf ? 'deafened by a moderator' : 'deafened'}
        />
      )}
    </span>
  );
}
