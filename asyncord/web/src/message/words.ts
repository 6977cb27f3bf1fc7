/** Discord's sentences for the messages it writes itself; `{author}` and the like are filled in where they are drawn. */
import type { FullMessage } from './types';

const SENTENCES: Record<number, string> = {
  1: '{author} added {target} to the group.',
  2: '{author} removed {target} from the group.',
  3: '{author} started a call.',
  4: '{author} changed the name: {content}.',
  5: '{author} changed the icon.',
  6: '{author} pinned {message} to this channel.',
  7: '{author} joined the server.',
  8: '{author} just boosted the server{times}!',
  9: '{author} just boosted the server{times}! It has reached level 1!',
  10: '{author} just boosted the server{times}! It has reached level 2!',
  11: '{author} just boosted the server{times}! It has reached level 3!',
  12: '{author} added {content} to this channel. Its most important updates will show up here.',
  14: 'This server has been removed from Server Discovery because it no longer meets all the requirements.',
  15: 'This server is eligible for Server Discovery again and has been relisted.',
  16: 'This server has failed the requirements of Discovery for one week.',
  17: 'This server has failed the requirements of Discovery for three weeks. It will be removed after one more.',
  18: '{author} started a thread: {thread}.',
  22: 'Wondering who to invite? Start by inviting anyone who can help you build the server!',
  24: 'AutoMod has blocked or flagged a message of {author}.',
  25: '{author} {joined} the server’s subscription{tier}{months}.',
  26: '{author} tried a premium feature of an app.',
  27: '{author} started {content}.',
  28: '{author} ended {content}.',
  29: '{author} is now a speaker.',
  30: '{author} requested to speak.',
  31: '{author} changed the stage topic: {content}.',
  32: '{author} upgraded an app to premium for this server.',
  36: '{author} enabled security actions{until}.',
  37: '{author} disabled security actions.',
  38: '{author} reported a raid.',
  39: '{author} resolved an alert of activity.',
  44: '{author} has purchased {product}!',
  46: '{author}’s poll has closed.',
};

/** The sentence of a type, with what is plain text in it put in; nothing for a type that is not known. */
export function sentence(type: number, message: Partial<FullMessage>): string | undefined {
  const known = Object.hasOwn(SENTENCES, type) ? SENTENCES[type] : undefined;
  if (known === undefined) return undefined;
  const boosts = message.content && /^\d+$/.test(message.content) ? ` ${message.content} times` : '';
  const role = message.role_subscription_data;
  const until = new Date(type === 36 ? (message.content ?? '') : NaN);
  // Curly brackets of a bot's own text must not be taken for places to fill in.
  const plain = (text: string) => text.replace(/[{}]/g, '');
  const fill: Record<string, string> = {
    '{times}': boosts,
    '{joined}': role?.is_renewal ? 'renewed' : 'joined',
    '{tier}': role?.tier_name ? ` “${plain(role.tier_name)}”` : '',
    '{months}': months(role?.total_months_subscribed),
    '{until}': Number.isNaN(until.getTime()) ? '' : ` until ${until.toLocaleString()}`,
    '{product}': plain(message.purchase_notification?.guild_product_purchase?.product_name ?? 'a product'),
  };
  const text = known.replace(/\{(?:times|joined|tier|months|until|product)\}/g, (key) => fill[key]!);
  // A call that is over has lasted.
  return type === 3 && message.call?.ended_timestamp ? '{author} started a call that has ended.' : text;
}

function months(count: number | undefined): string {
  if (!count) return '';
  return ` for ${count} ${count === 1 ? 'month' : 'months'}`;
}
