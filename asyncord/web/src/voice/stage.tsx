/** What a stage is about: its topic, and who may start, change and end it. */
import { Podcast } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { as } from '../api';
import { may } from '../state/select';
import { useReport, useWorld } from '../state/store';
import type { Channel } from '../types';
import { Field } from '../ui/form';

export function StageBar({ channel }: { channel: Channel }) {
  const { world } = useWorld();
  const report = useReport();
  const guild = world.guilds.find(({ id }) => id === channel.guild_id);
  const stage = guild?.stage_instances?.find(({ channel_id }) => channel_id === channel.id);
  const [topic, setTopic] = useState<string>();
  const moderator = may(world, channel, 'MUTE_MEMBERS');

  const save = async () => {
    const call =
      stage === undefined
        ? as(world.writeAs, 'POST', 'stage-instances', { channel_id: channel.id, topic })
        : as(world.writeAs, 'PATCH', `stage-instances/${channel.id}`, { topic });
    if (await report(call)) setTopic(undefined);
  };

  if (topic !== undefined) {
    return (
      <form
        class="stage-form"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Field label="Topic" value={topic} maxLength={120} required onInput={setTopic} />
        <div class="button-row">
          <button type="submit" class="button" disabled={topic.trim() === ''}>
            {stage === undefined ? 'Start stage' : 'Save'}
          </button>
          <button type="button" class="button quiet" onClick={() => setTopic(undefined)}>
            Cancel
          </button>
        </div>
      </form>
    );
  }
  return (
    <div class="stage-bar">
      <Podcast size={22} aria-hidden="true" />
      {stage === undefined ? (
        <p class="muted">The stage has not started.</p>
      ) : (
        <p>
          <strong>{stage.topic}</strong>
          <span class="muted">Live</span>
        </p>
      )}
      {moderator && (
        <span class="button-row">
          <button type="button" class="button quiet" onClick={() => setTopic(stage?.topic ?? '')}>
            {stage === undefined ? 'Start stage' : 'Change topic'}
          </button>
          {stage !== undefined && (
            <button
              type="button"
              class="button danger"
              onClick={() => void report(as(world.writeAs, 'DELETE', `stage-instances/${channel.id}`))}
            >
              End stage
            </button>
          )}
        </span>
      )}
    </div>
  );
}
