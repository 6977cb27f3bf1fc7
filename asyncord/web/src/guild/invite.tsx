/** An invite to a channel. */
import { useState } from 'preact/hooks';
import { as } from '../api';
import { Copyable } from '../panel/banner';
import { channelOf } from '../state/select';
import { useReport, useWorld } from '../state/store';
import type { Id } from '../types';
import { Dialog } from '../ui/dialog';
import { Select } from '../ui/form';

const AGES = [
  ['1800', '30 minutes'],
  ['3600', '1 hour'],
  ['86400', '1 day'],
  ['604800', '7 days'],
  ['0', 'never'],
] as const;
const USES = [
  ['0', 'no limit'],
  ['1', '1 use'],
  ['5', '5 uses'],
  ['25', '25 uses'],
] as const;

export function InviteDialog({ channel, onClose }: { channel: Id; onClose: () => void }) {
  const { world } = useWorld();
  const report = useReport();
  const [age, setAge] = useState<(typeof AGES)[number][0]>('86400');
  const [uses, setUses] = useState<(typeof USES)[number][0]>('0');
  const [code, setCode] = useState<string>();

  const create = async () => {
    const creating = as<{ code: string }>(world.writeAs, 'POST', `channels/${channel}/invites`, {
      max_age: Number(age),
      max_uses: Number(uses),
      unique: true,
    });
    if (await report(creating)) setCode((await creating).code);
  };

  return (
    <Dialog title={`Invite people to ${channelOf(world, channel)?.name ?? 'the server'}`} onClose={onClose}>
      {code === undefined ? (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void create();
          }}
        >
          <Select label="Ends after" value={age} options={AGES} onChange={setAge} />
          <Select label="Can be used" value={uses} options={USES} onChange={setUses} />
          <button type="submit" class="button" data-autofocus>
            Create invite
          </button>
        </form>
      ) : (
        <>
          <p>Act as somebody else and use this code under “Add a server”.</p>
          <Copyable text={code} />
        </>
      )}
    </Dialog>
  );
}
