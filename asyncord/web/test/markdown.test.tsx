import { describe, expect, test } from 'vitest';
import { Markdown, MarkdownPreview } from '../src/markdown/render';
import { draw, markdown } from './samples';

describe('what Discord makes of a text', () => {
  const cases: [what: string, text: string, html: string][] = [
    [
      'bold, italic, underline, strike',
      '**a** *b* __c__ ~~d~~ ***e***',
      '<strong>a</strong> <em>b</em> <u>c</u> <s>d</s> <em><strong>e</strong></em>',
    ],
    ['an escaped star', '\\*a*', '*a*'],
    ['a code span keeps its signs', '`**a** <b>`', '<code class="code-inline">**a** &lt;b&gt;</code>'],
    ['a line break', 'a\nb', 'a<br>b'],
    ['a quote of two lines', '> a\n> b\nc', '<blockquote>a<br>b<br></blockquote>c'],
    ['a quote to the end', '>>> a\nb', '<blockquote>a<br>b</blockquote>'],
    ['an arrow within a line', 'a > b', 'a &gt; b'],
    [
      'headers',
      '# a\n### b',
      '<div class="heading heading-1" role="heading" aria-level="3">a</div><div class="heading heading-3" role="heading" aria-level="5">b</div>',
    ],
    [
      'a header after a quote',
      '> q\n# a',
      '<blockquote>q<br></blockquote><div class="heading heading-1" role="heading" aria-level="3">a</div>',
    ],
    ['no header within a line', 'a # b', 'a # b'],
    ['small print', '-# a', '<small class="subtext">a</small>'],
    ['a list', '- a\n* **b**', '<ul><li>a</li><li><strong>b</strong></li></ul>'],
    ['a nested list', '- a\n  - b\n- c', '<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>'],
    ['a numbered list', '3. a\n4. b', '<ol start="3"><li>a</li><li>b</li></ol>'],
    ['lists of two kinds', '- a\n1. b', '<ul><li>a</li></ul><ol start="1"><li>b</li></ol>'],
    ['no list within a line', 'a - b', 'a - b'],
    [
      'mentions',
      '<@2> <@!3> <@4> <@999>',
      '<button type="button" class="mention" aria-haspopup="menu">@Ada</button> <button type="button" class="mention" aria-haspopup="menu">@Amazing Grace</button> <button type="button" class="mention" aria-haspopup="menu">@robot</button> <span class="mention">@unknown-user</span>',
    ],
    ['a channel', '<#10>', '<a class="mention" href="#/channels/10">#general</a>'],
    ['everyone', '@everyone', '<span class="mention">@everyone</span>'],
    ['a command', '</ping:1234567890123456789>', '<button type="button" class="mention">/ping</button>'],
    ['a subcommand', '</log set on:5>', '<button type="button" class="mention">/log set on</button>'],
    [
      'a place of the server',
      '<id:customize> <id:linked-roles:12> <id:nowhere>',
      '<span class="mention" title="The sandbox does not have this place">Channels &amp; Roles</span> <span class="mention" title="The sandbox does not have this place">Linked Roles</span> &lt;id:nowhere&gt;',
    ],
    [
      'a custom emoji',
      '<:ferris:50> x',
      '<img class="emoji-picture" src="/cdn/emojis/50.webp" alt=":ferris:" title=":ferris:" loading="lazy"> x',
    ],
    [
      'an animated emoji',
      '<a:wave:51> x',
      '<img class="emoji-picture" src="/cdn/emojis/51.webp?animated=true" alt=":wave:" title=":wave:" loading="lazy"> x',
    ],
    ['a shrug', '¯\\_(ツ)_/¯', '¯\\_(ツ)_/¯'],
  ];
  test.each(cases)('%s', (_, text, html) => expect(markdown(text)).toBe(html));

  test('a role has its colour', () => {
    const mention = markdown('<@&20>');
    expect(mention).toContain('@Maintainers');
    expect(mention).toContain('mention-role');
  });

  test('a code block is coloured and its text unchanged', () => {
    const root = document.createElement('div');
    root.innerHTML = markdown('```rust\nfn main() { let a = "<b>"; }\n```\nafter');
    expect(root.querySelector('pre code')!.textContent).toBe('fn main() { let a = "<b>"; }');
    expect(root.querySelector('.hljs-keyword')!.textContent).toBe('fn');
    expect(root.lastChild!.textContent).toBe('after');
  });

  test('a code block of an unknown language is plain', () => {
    expect(markdown('```klingon\nqapla\n```')).toContain('<code>qapla</code>');
  });

  test('a timestamp is a time', () => {
    expect(markdown('<t:1700000000:D>')).toContain('datetime="2023-11-14T22:13:20.000Z"');
    expect(markdown('<t:99999999999999999:D>')).toContain('Invalid date');
    for (const style of 'tTdDfFsSR') expect(markdown(`<t:1700000000:${style}>`)).toContain('<time');
    expect(markdown('<t:1700000000:x>')).not.toContain('<time');
  });

  test('links open outside and tell nothing', () => {
    for (const text of ['https://example.com/a', '<https://example.com/a>', '[name](https://example.com/a "title")']) {
      expect(markdown(text)).toContain(
        '<a href="https://example.com/a" title="https://example.com/a" rel="noreferrer noopener" target="_blank">',
      );
    }
    expect(markdown('[a](ftp://example.com)')).toBe('[a](ftp://example.com)');
  });

  test('a spoiler hides until it is asked', async () => {
    const drawn = draw(<Markdown text="a ||b|| c" />);
    const spoiler = drawn.querySelector<HTMLElement>('.spoiler')!;
    expect(spoiler.getAttribute('role')).toBe('button');
    expect(spoiler.querySelector('[aria-hidden="true"]')!.textContent).toBe('b');
    spoiler.click();
    await new Promise((resolve) => setTimeout(resolve));
    expect(drawn.querySelector('[role=button]')).toBeNull();
    expect(drawn.querySelector('.spoiler.shown')!.textContent).toBe('b');
  });

  test('a preview keeps spoilers hidden', () => {
    expect(draw(<MarkdownPreview text={'**a** ||b|| <@2>\nc'} />).textContent).toBe('a ▇▇▇ @Ada c');
  });
});

describe('texts made to be slow', () => {
  const signs = [
    '*',
    '_',
    '~',
    '|',
    '`',
    '[',
    '](',
    '<',
    '> ',
    '- ',
    '#',
    '\\',
    ':',
    '**_',
    '||**',
    '[a](',
    'https://a',
    '<@',
    '\n- ',
    '\n> ',
    ' ',
    'a',
    '*a ',
    '_a_ ',
  ];
  test.each(signs)('4000 letters of %j', (sign) => {
    const start = performance.now();
    markdown(sign.repeat(4000 / sign.length));
    expect(performance.now() - start).toBeLessThan(1500);
  });
});
