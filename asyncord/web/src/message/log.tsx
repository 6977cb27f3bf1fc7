/** The messages of one channel: grouped by author, divided by days, kept at the end while the reader is there. */
import { ChevronDown } from 'lucide-preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { laterMessages, olderMessages } from './api';
import { day, sameDay } from '../markdown/time';
import { useDirectory } from '../state/directory';
import { PAGE, type Past } from '../state/past';
import { useReport } from '../state/store';
import { KEPT_MESSAGES } from '../state/world';
import type { Channel, Emoji, Id, Message } from '../types';
import { isSystem } from './kind';
import { Beginning } from './beginning';
import { reveal } from './jump';
import { MessageRow } from './message';
import { commandOf } from './before';
import { placed, SentCommands, useSentHere } from './sent';
import { full } from './types';

/** One author's messages stand together while no more than this lies between them. */
const GROUPED_WITHIN = 7 * 60_000;
/** How far from the end (pixels) a reader still counts as being there. */
const NEAR_END = 80;

interface Props {
  channel: Channel;
  messages: Message[];
  writeAs: Id;
  custom: Emoji[];
  editing: Id | undefined;
  /** What of the channel's past is shown instead of its newest messages. */
  past: Past | undefined;
  /** A message to be shown as soon as it is there. */
  goal: Id | undefined;
  onOlder: (messages: Message[]) => void;
  onLater: (messages: Message[]) => void;
  onPresent: () => void;
  onReached: () => void;
}

export function Log(props: Props) {
  const { channel, messages, writeAs, custom, editing, past, goal, onOlder } = props;
  const box = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const seen = useRef(messages.at(-1)?.id);
  /** What comes next is no news, and moves nothing. */
  const staying = useRef(false);
  const [missed, setMissed] = useState(0);
  const [complete, setComplete] = useState(messages.length < PAGE);
  const report = useReport();
  const directory = useDirectory();

  const toEnd = () => {
    box.current!.scrollTop = box.current!.scrollHeight;
  };

  useLayoutEffect(() => {
    const last = messages.at(-1);
    if (staying.current || goal !== undefined) {
      staying.current = false;
      seen.current = last?.id;
      return;
    }
    const added = messages.length - 1 - messages.findLastIndex((message) => message.id === seen.current);
    const own = added > 0 && last !== undefined && concernsOwn(last, writeAs);
    if (atEnd.current || own) toEnd();
    else if (added < messages.length) setMissed((count) => count + added);
    seen.current = last?.id;
  }, [messages]);

  useEffect(() => {
    if (goal === undefined || !messages.some(({ id }) => id === goal)) return;
    atEnd.current = false;
    props.onReached();
    // The composer takes the focus when a channel opens.
    setTimeout(() => reveal(goal));
  }, [goal, messages]);

  // A command that is sent stands at the end as well.
  const sent = useSentHere();
  const places = placed(sent, messages);
  const waiting = sent.length;
  useLayoutEffect(() => {
    if (waiting > 0) toEnd();
  }, [waiting]);

  // Pictures that arrive late and a composer that grows move the end.
  useEffect(() => {
    const observer = new ResizeObserver(() => {
      if (atEnd.current) toEnd();
    });
    observer.observe(box.current!);
    observer.observe(box.current!.firstElementChild!);
    return () => observer.disconnect();
  }, []);

  // An element that has just been left can still tell that it was scrolled.
  const onScroll = ({ currentTarget }: { currentTarget: HTMLElement }) => {
    const { scrollTop, scrollHeight, clientHeight } = currentTarget;
    atEnd.current = scrollHeight - scrollTop - clientHeight < NEAR_END;
    if (atEnd.current && missed !== 0) setMissed(0);
  };

  const older = async () => {
    const loading = olderMessages(writeAs, channel.id, messages[0]!.id);
    if (!(await report(loading))) return;
    const loaded = await loading;
    const element = box.current;
    // Meanwhile the person may have gone to another channel.
    if (element === null) return onOlder(loaded);
    const { scrollHeight, scrollTop } = element;
    setComplete(loaded.length < PAGE);
    onOlder(loaded);
    requestAnimationFrame(() => {
      element.scrollTop = element.scrollHeight - scrollHeight + scrollTop;
    });
  };

  const later = async () => {
    const loading = laterMessages(writeAs, channel.id, messages.at(-1)!.id);
    if (!(await report(loading))) return;
    atEnd.current = false;
    staying.current = true;
    props.onLater(await loading);
  };
  const toPresent = () => {
    atEnd.current = true;
    props.onPresent();
  };
  const begins = past === undefined ? complete && messages.length < KEPT_MESSAGES : past.begins;

  return (
    <div class="log-frame">
      <div
        ref={box}
        class="log"
        role="log"
        aria-label={`Messages in ${directory.channelName(channel)}`}
        tabIndex={0}
        onScroll={onScroll}
        onKeyDown={moveFocus}
      >
        <div class="log-content">
          {begins ? (
            <Beginning channel={channel} />
          ) : (
            <button type="button" class="older" onClick={() => void older()}>
              Show earlier messages
            </button>
          )}
          <SentCommands sent={places.get(undefined)} />
          {messages.map((message, index) => {
            const previous = messages[index - 1];
            const date = new Date(message.timestamp);
            const newDay = previous === undefined || !sameDay(date, new Date(previous.timestamp));
            return [
              newDay && (
                <div key={`day-${message.id}`} class="day" role="separator" aria-label={day(date)}>
                  <span>{day(date)}</span>
                </div>
              ),
              <MessageRow
                key={message.id}
                message={message}
                compact={!newDay && continues(message, previous)}
                writeAs={writeAs}
                custom={custom}
                editing={editing === message.id}
              />,
              <SentCommands key={`sent-${message.id}`} sent={places.get(message.id)} />,
            ];
          })}
          {past !== undefined && (
            <button type="button" class="older" onClick={() => void later()}>
              Show later messages
            </button>
          )}
        </div>
      </div>
      {past !== undefined && (
        <button type="button" class="to-end" onClick={toPresent}>
          Go to the newest messages <ChevronDown size={16} aria-hidden="true" />
        </button>
      )}
      {past === undefined && missed > 0 && (
        <button type="button" class="to-end" onClick={toEnd}>
          {missed === 1 ? '1 new message' : `${missed} new messages`} <ChevronDown size={16} aria-hidden="true" />
        </button>
      )}
    </div>
  );
}

/** What the user wrote, or what answers what the user did. */
function concernsOwn(message: Message, user: Id): boolean {
  return message.author.id === user || full(message).interaction_metadata?.user?.id === user;
}

export function continues(message: Message, previous: Message | undefined): boolean {
  return (
    previous !== undefined &&
    previous.author.id === message.author.id &&
    previous.author.username === message.author.username &&
    previous.webhook_id === message.webhook_id &&
    message.type !== 19 &&
    // What begins a thread stands there for another message.
    previous.type !== 21 &&
    commandOf(full(message)) === undefined &&
    !isSystem(message) &&
    !isSystem(previous) &&
    Date.parse(message.timestamp) - Date.parse(previous.timestamp) < GROUPED_WITHIN
  );
}

/** Arrow keys go from message to message; Tab then reaches the message's own buttons. */
function moveFocus(event: KeyboardEvent) {
  const target = event.target as HTMLElement;
  if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
  if (target.closest('textarea, input, audio, video, .picker, .context-menu, .select, dialog')) return;
  const rows = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>('.message')];
  const at = rows.indexOf(target.closest<HTMLElement>('.message') as HTMLElement);
  const next = event.key === 'ArrowUp' ? (at === -1 ? rows.length - 1 : at - 1) : at === -1 ? rows.length - 1 : at + 1;
  const row = rows[next];
  if (row === undefined) return;
  event.preventDefault();
  row.focus();
}
