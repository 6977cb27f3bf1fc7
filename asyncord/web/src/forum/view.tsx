/** A forum or media channel: its posts, its tags, and a place to write a new one. */
import { ImageOff, Lock, MessageSquare, Pin, Plus, Search } from 'lucide-preact';
import { useMemo, useState } from 'preact/hooks';
import { MarkdownPreview } from '../markdown/render';
import { useOpen } from '../shell/open';
import { useDirectory } from '../state/directory';
import { isArchived, isThread, may, sees } from '../state/select';
import { useWorld } from '../state/store';
import { showThread } from '../thread/list';
import { type Channel, ChannelType, type ForumTag, type Id } from '../types';
import { ago } from '../ui/ago';
import { Avatar } from '../ui/avatar';
import { Select } from '../ui/form';
import { Picture } from '../ui/picture';
import { arrange, isPinned, type Sort } from './posts';

export function ForumView({ channel }: { channel: Channel }) {
  const { world } = useWorld();
  const open = useOpen();
  const [tags, setTags] = useState<ReadonlySet<Id>>(new Set());
  const [text, setText] = useState('');
  const [sort, setSort] = useState<Sort>('activity');
  const posts = world.channels.filter((post) => isThread(post) && post.parent_id === channel.id && sees(world, post));
  const shown = useMemo(
    () => arrange(posts, { tags, text, sort }, world.messages),
    [world.channels, world.messages, world.permissions, tags, text, sort],
  );
  const media = channel.type === ChannelType.Media;
  const toggle = (tag: Id) => {
    const next = new Set(tags);
    if (!next.delete(tag)) next.add(tag);
    setTags(next);
  };
  const writes = may(world, channel, 'SEND_MESSAGES');

  return (
    <section class="forum" aria-label={`Posts in ${channel.name}`}>
      <div class="forum-head">
        <div class="forum-tools">
          <label class="search-box">
            <Search size={16} aria-hidden="true" />
            <input
              type="search"
              aria-label="Find a post"
              placeholder="Find a post"
              value={text}
              onInput={(event) => setText(event.currentTarget.value)}
            />
          </label>
          <Select
            label="Order"
            hidden
            value={sort}
            options={[
              ['activity', 'Recently active'],
              ['created', 'Newest'],
            ]}
            onChange={setSort}
          />
          <button
            type="button"
            class="button"
            disabled={!writes}
            title={writes ? undefined : 'You do not have permission to post here'}
            onClick={() => open({ kind: 'new-post', channel: channel.id })}
          >
            <Plus size={16} aria-hidden="true" /> New post
          </button>
        </div>
        {channel.topic && <p class="muted">{channel.topic}</p>}
        {(channel.available_tags ?? []).length > 0 && (
          <div class="tag-filter" role="group" aria-label="Tags">
            {channel.available_tags!.map((tag) => (
              <button
                key={tag.id}
                type="button"
                class="tag"
                aria-pressed={tags.has(tag.id)}
                onClick={() => toggle(tag.id)}
              >
                <TagText tag={tag} />
              </button>
            ))}
          </div>
        )}
      </div>
      {shown.length === 0 && (
        <p class="empty-note">{posts.length === 0 ? 'No posts yet.' : 'No post fits this search.'}</p>
      )}
      <ul class={media ? 'posts media' : 'posts'}>
        {shown.map((post) => (
          <li key={post.id}>
            <Post forum={channel} post={post} media={media} />
          </li>
        ))}
      </ul>
    </section>
  );
}

export function TagText({ tag }: { tag: ForumTag }) {
  return (
    <>
      {tag.emoji_name && !tag.emoji_id && <span class="emoji">{tag.emoji_name}</span>} {tag.name}
    </>
  );
}

function Post({ forum, post, media }: { forum: Channel; post: Channel; media: boolean }) {
  const { world, update } = useWorld();
  const directory = useDirectory();
  const messages = world.messages[post.id] ?? [];
  // The first message of a post has its id; with more messages than the page keeps, it may be gone.
  const first = messages.find(({ id }) => id === post.id) ?? messages[0];
  const last = messages.at(-1);
  const owner = directory.users.get(post.owner_id ?? '');
  const name = directory.name(post.owner_id ?? '', owner);
  const tags = (post.applied_tags ?? []).flatMap((id) => forum.available_tags?.find((tag) => tag.id === id) ?? []);
  const picture = first?.attachments?.find(({ content_type }) => content_type?.startsWith('image/'));
  return (
    <button
      type="button"
      class={`post ${world.unread[post.id] === undefined ? '' : 'unread'} ${world.beside === post.id ? 'open' : ''}`}
      onClick={() => update((world) => showThread(world, post))}
    >
      {(media || picture !== undefined) && (
        <span class="post-picture">
          {picture === undefined ? (
            <ImageOff size={28} aria-hidden="true" />
          ) : (
            <Picture url={picture.url} alt="" within={[320, 200]} />
          )}
        </span>
      )}
      <span class="post-text">
        {tags.length > 0 && (
          <span class="post-tags">
            {tags.map((tag) => (
              <span key={tag.id} class="tag">
                <TagText tag={tag} />
              </span>
            ))}
          </span>
        )}
        <strong class="post-title">
          {isPinned(post) && <Pin size={14} aria-label="pinned" />}
          {post.thread_metadata?.locked && <Lock size={14} aria-label="locked" />}
          {post.name}
        </strong>
        {first !== undefined && (
          <span class="post-preview">
            {name}: <MarkdownPreview text={first.content || '(no text)'} />
          </span>
        )}
        <span class="post-foot">
          {owner !== undefined && <Avatar user={owner} name={name} size={16} />}
          <MessageSquare size={14} aria-hidden="true" /> {post.message_count ?? messages.length}
          <span class="visually-hidden"> messages</span>
          <span>{ago(last?.timestamp ?? post.thread_metadata?.archive_timestamp)}</span>
          {isArchived(post) && <span class="tag">archived</span>}
        </span>
      </span>
    </button>
  );
}
