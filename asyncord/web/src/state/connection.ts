/** The page's socket: opens it, opens it again when it is lost, and says how it stands. */
import type { Frame } from '../types';

export type Connection = 'connecting' | 'live' | 'lost';

const FIRST_WAIT = 300;
const LONGEST_WAIT = 5_000;
/** Frames that come in a burst are handed on together, so that the page is drawn once for them. */
const BATCH = 16;

/** Stays connected until the returned function is called. */
export function connect(onFrames: (frames: Frame[]) => void, onState: (state: Connection) => void): () => void {
  let socket: WebSocket | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wait = FIRST_WAIT;
  let ended = false;
  let batch: Frame[] = [];
  let flushing = false;

  const flush = () => {
    flushing = false;
    const frames = batch;
    batch = [];
    if (!ended && frames.length > 0) onFrames(frames);
  };

  const open = () => {
    clearTimeout(timer);
    timer = undefined;
    const address = new URL('socket', location.href);
    address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
    address.hash = '';
    const opened = new WebSocket(address);
    socket = opened;
    opened.onmessage = ({ data }) => {
      const frame = read(data);
      if (frame === undefined) return;
      if (frame.type === 'state') {
        wait = FIRST_WAIT;
        onState('live');
      }
      batch.push(frame);
      if (!flushing) {
        flushing = true;
        setTimeout(flush, BATCH);
      }
    };
    opened.onclose = () => {
      if (ended || socket !== opened) return;
      onState('lost');
      timer = setTimeout(open, wait * (0.5 + Math.random()));
      wait = Math.min(wait * 2, LONGEST_WAIT);
    };
  };

  /** A page that comes back to the front does not sit out its wait. */
  const hurry = () => {
    if (timer !== undefined && document.visibilityState === 'visible') open();
  };

  onState('connecting');
  open();
  document.addEventListener('visibilitychange', hurry);
  window.addEventListener('online', hurry);
  return () => {
    ended = true;
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', hurry);
    window.removeEventListener('online', hurry);
    socket?.close();
  };
}

function read(data: unknown): Frame | undefined {
  try {
    return JSON.parse(String(data)) as Frame;
  } catch {
    return undefined;
  }
}
