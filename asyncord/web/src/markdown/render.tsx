/**
 * Markdown as elements. Text from messages only ever becomes text nodes: there is no place where markup is parsed, and addresses pass
 * `safeLink` before they become an `href`.
 */
import { type ComponentChildren, Fragment } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { type Directory, useDirectory } from '../state/directory';
import { EmojiView } from '../ui/emoji-view';
import { CodeBlock } from './code';
import { safeLink } from './links';
import { ChannelMention, CommandMention, Navigation, navigationName, RoleMention, UserMention } from './mention';
import { type Node, onlyEmoji, parse } from './parse';
import { fullDate, styled } from './time';

/** `text` as Discord shows it. */
export function Markdown({ text, inline = false }: { text: string; inline?: boolean }) {
  const nodes = useMemo(() => parse(text), [text]);
  const content = useMemo(() => render(nodes), [nodes]);
  if (inline) return <span class="markdown">{content}</span>;
  return <div class={onlyEmoji(nodes) ? 'markdown jumbo' : 'markdown'}>{content}</div>;
}

/** `text` on one line and without anything to click, for previews. */
export function MarkdownPreview({ text }: { text: string }) {
  const directory = useDirectory();
  return <>{useMemo(() => plain(parse(text), directory), [text, directory])}</>;
}

type Renderer = (node: Node, children: () => ComponentChildren) => ComponentChildren;

const RENDER: Record<string, Renderer> = {
  text: (node) => String(node.content),
  escape: (node) => String(node.content),
  br: () => <br />,
  newline: () => <br />,
  em: (_, children) => <em>{children()}</em>,
  strong: (_, children) => <strong>{children()}</strong>,
  underline: (_, children) => <u>{children()}</u>,
  strikethrough: (_, children) => <s>{children()}</s>,
  inlineCode: (node) => <code class="code-inline">{String(node.content)}</code>,
  codeBlock: (node) => <CodeBlock lang={String(node['lang'] ?? '')} code={String(node.content)} />,
  blockQuote: (_, children) => <blockquote>{children()}</blockquote>,
  spoiler: (_, children) => <Spoiler>{children()}</Spoiler>,
  heading: (node, children) => <Heading level={Number(node['level'])}>{children()}</Heading>,
  subtext: (_, children) => <small class="subtext">{children()}</small>,
  list: (node, children) =>
    node['ordered'] ? <ol start={Number(node['start'])}>{children()}</ol> : <ul>{children()}</ul>,
  listItem: (_, children) => <li>{children()}</li>,
  link: (node, children) => <Link address={node['target']}>{children()}</Link>,
  url: (node, children) => <Link address={node['target']}>{children()}</Link>,
  autolink: (node, children) => <Link address={node['target']}>{children()}</Link>,
  user: (node) => <UserMention id={String(node['id'])} />,
  role: (node) => <RoleMention id={String(node['id'])} />,
  channel: (node) => <ChannelMention id={String(node['id'])} />,
  everyone: () => <span class="mention">@everyone</span>,
  here: () => <span class="mention">@here</span>,
  emoji: (node) => (
    <EmojiView emoji={{ id: String(node['id']), name: String(node['name']), animated: node['animated'] === true }} />
  ),
  twemoji: (node) => <span class="emoji">{String(node['name'])}</span>,
  timestamp: (node) => <Timestamp seconds={Number(node['timestamp'])} style={node['format'] as string | undefined} />,
  slashCommand: (node) => <CommandMention id={String(node['id'])} name={String(node['fullName'])} />,
  guildNavigation: (node) => <Navigation where={String(node['navigation'])} />,
};

function render(nodes: Node[]): ComponentChildren {
  return nodes.map((node) => {
    const renderer = Object.hasOwn(RENDER, node.type) ? RENDER[node.type] : undefined;
    const children = () => (Array.isArray(node.content) ? render(node.content) : String(node.content ?? ''));
    return renderer === undefined ? children() : <Fragment>{renderer(node, children)}</Fragment>;
  });
}

/** The words of a tree without its form; what a spoiler hides stays hidden. */
function plain(nodes: Node[], directory: Directory): string {
  return nodes
    .map((node) => {
      switch (node.type) {
        case 'br':
        case 'newline':
          return ' ';
        case 'spoiler':
          return '▇▇▇';
        case 'user':
          return `@${directory.name(String(node['id']))}`;
        case 'role':
          return `@${directory.roles.get(String(node['id']))?.name ?? 'unknown-role'}`;
        case 'channel':
          return `#${directory.channels.get(String(node['id']))?.name ?? 'unknown'}`;
        case 'emoji':
          return `:${String(node['name'])}:`;
        case 'timestamp':
          return dateText(Number(node['timestamp']), node['format'] as string | undefined);
        case 'slashCommand':
          return `/${String(node['fullName'])}`;
        case 'guildNavigation':
          return navigationName(String(node['navigation']));
        case 'everyone':
        case 'here':
          return `@${node.type}`;
        default:
          return Array.isArray(node.content)
            ? plain(node.content, directory)
            : String(node.content ?? node['name'] ?? '');
      }
    })
    .join('');
}

function Heading({ level, children }: { level: number; children: ComponentChildren }) {
  // Below the page's own headings, so that the page's outline stays whole.
  return (
    <div class={`heading heading-${level}`} role="heading" aria-level={level + 2}>
      {children}
    </div>
  );
}

function Link({ address, children }: { address: unknown; children: ComponentChildren }) {
  const href = safeLink(address);
  if (href === undefined) return <>{children}</>;
  return (
    <a href={href} title={href} rel="noreferrer noopener" target="_blank">
      {children}
    </a>
  );
}

function dateText(seconds: number, style: string | undefined): string {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? 'Invalid date' : styled(date, style);
}

function Timestamp({ seconds, style }: { seconds: number; style: string | undefined }) {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return <span class="timestamp">Invalid date</span>;
  return (
    <time class="timestamp" dateTime={date.toISOString()} title={fullDate(date)}>
      {styled(date, style)}
    </time>
  );
}

function Spoiler({ children }: { children: ComponentChildren }) {
  const [shown, show] = useState(false);
  if (shown) return <span class="spoiler shown">{children}</span>;
  return (
    <span
      class="spoiler"
      role="button"
      tabIndex={0}
      aria-label="Spoiler, select to reveal"
      aria-expanded={false}
      onClick={() => show(true)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        show(true);
      }}
    >
      <span class="spoiler-content" inert aria-hidden="true">
        {children}
      </span>
    </span>
  );
}
