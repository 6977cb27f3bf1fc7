/** The posts of a forum: which are shown, and in which order. */
import { compareIds } from '../state/change';
import { isArchived } from '../state/select';
import type { World } from '../state/world';
import type { Channel, Id } from '../types';

export type Sort = 'activity' | 'created';

export interface Filter {
  tags: ReadonlySet<Id>;
  text: string;
  sort: Sort;
}

/** A post is pinned by a flag of its channel. */
export const isPinned = (post: Channel) => ((post.flags ?? 0) & 2) !== 0;

export function arrange(posts: Channel[], { tags, text, sort }: Filter, messages: World['messages']): Channel[] {
  const last = (post: Channel) => messages[post.id]?.at(-1)?.id ?? post.last_message_id ?? post.id;
  const by = sort === 'activity' ? last : (post: Channel) => post.id;
  const wanted = text.toLowerCase().trim();
  return posts
    .filter((post) => tags.size === 0 || post.applied_tags?.some((tag) => tags.has(tag)))
    .filter((post) => (post.name ?? '').toLowerCase().includes(wanted))
    .sort(
      (a, b) =>
        Number(isPinned(b)) - Number(isPinned(a)) ||
        Number(isArchived(a)) - Number(isArchived(b)) ||
        compareIds(by(b), by(a)),
    );
}
