/**
 * Discord's markdown as a tree. `discord-markdown-parser` has the dialect's rules; the ones it lacks (lists), and the ones whose
 * edges differ from Discord's (line starts, ids of any length, masked links), are replaced here.
 */
import { rulesExtended, SimpleMarkdown } from 'discord-markdown-parser';

export interface Node {
  type: string;
  content?: string | Node[];
  [key: string]: unknown;
}

type Rule = (typeof rulesExtended)[string];

const defaults = rulesExtended as Record<string, Rule & object>;
const AT_LINE_START = /(?:^|\n) *$/;
const LIST_ITEM = /^( *)(?:([-*])|(\d{1,9})\.) +(.*)$/;

/** A rule of the parser's that looks for something else. */
function matching(rule: string, regex: RegExp): Rule {
  return { ...(defaults[rule] as Rule), match: (source) => regex.exec(source) };
}

/** A rule of the parser's that holds at the start of a line only. */
function atLineStart(rule: string, regex: RegExp): Rule {
  return {
    ...(defaults[rule] as Rule),
    match: (source, state, previous) => (AT_LINE_START.test(previous) && !state['inSpan'] ? regex.exec(source) : null),
  };
}

/** `- item` and `1. item`: lines of one list, deeper by their indentation, nested up to ten levels. */
const list: Rule = {
  order: (defaults['heading'] as Rule).order,
  match(source, state, previous) {
    if (state['inList'] || !AT_LINE_START.test(previous)) return null;
    return /^(?: *(?:[-*]|\d{1,9}\.) +[^\n]+(?:\n|$))+/.exec(source);
  },
  parse(capture, parse, state) {
    const root: Node = { type: 'root', content: [] };
    const open: { indent: number; list: Node; parent: Node }[] = [];
    for (const line of capture[0]!.trimEnd().split('\n')) {
      const [, space = '', , number, text = ''] = LIST_ITEM.exec(line) ?? [];
      const indent = space.length;
      const ordered = number !== undefined;
      while (open.length > 1 && indent < open.at(-1)!.indent) open.pop();
      const top = open.at(-1);
      const deeper = top !== undefined && indent > top.indent && open.length < 10;
      if (top === undefined || deeper || top.list['ordered'] !== ordered) {
        // A list of the other kind ends the one beside it.
        if (top !== undefined && !deeper) open.pop();
        const parent = top === undefined ? root : deeper ? lastOf(top.list) : top.parent;
        const made: Node = { type: 'list', ordered, start: Number(number ?? 1), content: [] };
        (parent.content as Node[]).push(made);
        open.push({ indent, list: made, parent });
      }
      const content = parse(text, { ...state, inList: true, inSpan: true });
      (open.at(-1)!.list.content as Node[]).push({ type: 'listItem', content });
    }
    return root.content as Node[];
  },
};

function lastOf(list: Node): Node {
  return (list.content as Node[]).at(-1)!;
}

const parser = SimpleMarkdown.parserFor({
  ...rulesExtended,
  list,
  heading: atLineStart('heading', /^(#{1,3}) +([^\n]+?)(?:\n|$)/),
  subtext: atLineStart('subtext', /^-# +([^\n]+?)(?:\n|$)/),
  // The newline after a closing fence belongs to the block.
  codeBlock: matching('codeBlock', /^```(([a-z0-9_+\-.#]+?)\n+)?\n*([^]+?)\n*```\n?/i),
  // Only web addresses, and without the nested quantifiers of the original, which are slow on purpose-made input.
  link: matching(
    'link',
    /^\[((?:\\[^]|[^[\]\\])+)\]\(<?(https?:\/\/(?:[^\s()<>]|\([^\s()<>]*\))+)>?(?:[ \t]+(?:"([^"\n]*)"|'[^'\n]*'))?\)/i,
  ),
  user: matching('user', /^<@!?(\d{1,20})>/),
  role: matching('role', /^<@&(\d{1,20})>/),
  channel: matching('channel', /^<#(\d{1,20})>/),
  timestamp: matching('timestamp', /^<t:(-?\d{1,17})(?::([RtTdDfFsS]))?>/),
  slashCommand: matching('slashCommand', /^<\/([-_'\p{L}\p{N}]{1,32}(?: [-_'\p{L}\p{N}]{1,32}){0,2}):(\d{1,20})>/u),
  guildNavigation: matching(
    'guildNavigation',
    /^<(id|\d{1,20}):(?:(customize|browse|guide)|(linked-roles)(:\d{1,20})?)>/,
  ),
  emoji: matching('emoji', /^<(a)?:(\w{2,32}):(\d{1,20})>/),
} as Record<string, Rule>);

/** The tree of `source`. Never throws: what cannot be parsed is shown as it was written. */
export function parse(source: string): Node[] {
  try {
    return parser(source, { inline: true }) as Node[];
  } catch {
    return [{ type: 'text', content: source }];
  }
}

/** Whether a message is nothing but a few emoji, which are then shown large. */
export function onlyEmoji(nodes: Node[]): boolean {
  const visible = nodes.filter(
    (node) => node.type !== 'br' && !(node.type === 'text' && String(node.content).trim() === ''),
  );
  return (
    visible.length > 0 &&
    visible.length <= 30 &&
    visible.every((node) => node.type === 'twemoji' || node.type === 'emoji')
  );
}
