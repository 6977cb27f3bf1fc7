// Files of every kind, components v2 of every kind, and a modal with every field, in the form that goes over the wire.

/** A small picture: one blue pixel. */
export const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkSP3/HwAEZwJZZ3lT1AAAAABJRU5ErkJggg==',
  'base64',
);

/** One second of MP3 in which all is quiet. */
export const SOUND = Buffer.concat(
  Array(40).fill(Buffer.concat([Buffer.from([0xff, 0xfb, 0x10, 0xc4]), Buffer.alloc(100)])),
);

/** An animation of Lottie's with nothing in it. */
export const LOTTIE = JSON.stringify({ v: '5.5.2', fr: 30, ip: 0, op: 30, w: 320, h: 320, layers: [] });

/** A file as an address that holds it, which is how Discord takes pictures and sounds. */
export function address(type, file) {
  return `data:${type};base64,${file.toString('base64')}`;
}

/** How loud a voice message is from moment to moment. */
const WAVEFORM = Buffer.from(Array.from({ length: 64 }, (_, n) => Math.round(128 + 127 * Math.sin(n / 4)))).toString(
  'base64',
);

/** A voice message as it is sent. */
export function voiceMessage() {
  const form = new FormData();
  const attachments = [{ id: 0, filename: 'voice-message.mp3', duration_secs: 1.04, waveform: WAVEFORM }];
  form.append('payload_json', JSON.stringify({ flags: 1 << 13, attachments }));
  form.append('files[0]', new Blob([SOUND], { type: 'audio/mpeg' }), 'voice-message.mp3');
  return form;
}

/** A sticker as it is added to a server: a picture, or an animation of Lottie's. */
export function sticker(name, file) {
  const form = new FormData();
  const fields = { name, description: '', tags: '🦀' };
  for (const [key, value] of Object.entries(fields)) form.append(key, value);
  form.append('file', new Blob([file]), name);
  return form;
}

const text = (content) => ({ type: 10, content });
const options = (...labels) => labels.map((label) => ({ label, value: label.toLowerCase() }));

export function everyComponent() {
  return {
    components: [
      text('# Everything\nText with **weight**'),
      {
        type: 9,
        components: [text('A section with a button')],
        accessory: { type: 2, style: 3, label: 'Press', custom_id: 'press' },
      },
      {
        type: 9,
        components: [text('A section with a picture')],
        accessory: { type: 11, media: { url: 'attachment://sun.png' }, description: 'the sun' },
      },
      { type: 14, divider: true, spacing: 2 },
      {
        type: 17,
        accent_color: 0x23a55a,
        components: [
          text('In a container'),
          { type: 14 },
          {
            type: 1,
            components: [{ type: 3, custom_id: 'fruit', placeholder: 'Fruit', options: options('Fig', 'Kiwi') }],
          },
          { type: 1, components: [{ type: 7, custom_id: 'anyone', placeholder: 'Anyone' }] },
        ],
      },
      { type: 17, spoiler: true, components: [text('a hidden container')] },
    ],
    files: [{ attachment: PICTURE, name: 'sun.png' }],
  };
}

export function gallery() {
  const item = (name, more) => ({ media: { url: `attachment://${name}` }, ...more });
  return {
    components: [
      { type: 12, items: [item('a.png', { description: 'first' }), item('b.png', { spoiler: true }), item('c.png')] },
      { type: 13, file: { url: 'attachment://read.txt' } },
    ],
    files: [
      ...['a.png', 'b.png', 'c.png'].map((name) => ({ attachment: PICTURE, name })),
      { attachment: Buffer.from('line one\nline two\n'), name: 'read.txt' },
    ],
  };
}

const labelled = (label, component, description) => ({ type: 18, label, description, component });

/** Five fields go into one modal, so there are two. */
export function everyField() {
  return {
    custom_id: 'form',
    title: 'Tell us',
    components: [
      text('Please fill this in.'),
      labelled('Name', { type: 4, custom_id: 'name', style: 1, min_length: 2, max_length: 20 }, 'Two letters at least'),
      labelled('Colour', { type: 3, custom_id: 'colour', placeholder: 'A colour', options: options('Red', 'Green') }),
      labelled('Friend', { type: 5, custom_id: 'friend', placeholder: 'A friend', required: false }),
      labelled('Proof', { type: 19, custom_id: 'proof', required: false }),
    ],
  };
}

export function otherFields() {
  return {
    custom_id: 'form-2',
    title: 'And more',
    components: [
      labelled('Story', { type: 4, custom_id: 'story', style: 2, required: false }),
      labelled('Plan', { type: 21, custom_id: 'plan', options: options('Free', 'Paid') }),
      labelled('Extras', { type: 22, custom_id: 'extras', options: options('Mugs', 'Pens'), required: false }),
      labelled('I agree', { type: 23, custom_id: 'agree' }),
      labelled('Place', { type: 8, custom_id: 'place', required: false }),
    ],
  };
}
