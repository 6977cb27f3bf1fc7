/** A voice message: play, and how loud it is when. */
import { Pause, Play } from 'lucide-preact';
import { useRef, useState } from 'preact/hooks';
import { mediaSource } from '../markdown/links';
import type { VoiceAttachment } from './types';
import { bars, duration } from './waveform';

export function Voice({ attachment }: { attachment: VoiceAttachment }) {
  const audio = useRef<HTMLAudioElement>(null);
  const [playing, setPlaying] = useState(false);
  const [at, setAt] = useState(0);
  const source = mediaSource(attachment.url);
  const local = source !== undefined && 'local' in source ? source.local : undefined;
  const length = attachment.duration_secs ?? 0;
  const heights = bars(attachment.waveform);

  return (
    <div class="voice" role="group" aria-label={`Voice message, ${duration(length)}`}>
      <button
        type="button"
        class="voice-play"
        aria-label={playing ? 'Pause' : 'Play'}
        disabled={local === undefined}
        onClick={() => {
          if (playing) audio.current!.pause();
          else void audio.current!.play().catch(() => setPlaying(false));
        }}
      >
        {playing ? <Pause size={18} aria-hidden="true" /> : <Play size={18} aria-hidden="true" />}
      </button>
      <span class="voice-bars" aria-hidden="true">
        {heights.map((height, index) => (
          <i
            key={index}
            class={length > 0 && index / heights.length < at / length ? 'played' : ''}
            style={{ height: `${Math.round(height * 100)}%` }}
          />
        ))}
      </span>
      <span class="voice-time">{duration(at > 0 ? at : length)}</span>
      {local !== undefined && (
        <audio
          ref={audio}
          src={local}
          preload="none"
          onPlay={() => setPlaying(true)}
          onPause={() => setPlaying(false)}
          onEnded={() => setAt(0)}
          onTimeUpdate={(event) => setAt(event.currentTarget.currentTime)}
        />
      )}
    </div>
  );
}
