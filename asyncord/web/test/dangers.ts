// Bad strings, and what must not come of them in the document.
export const STRINGS = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><svg/onload=alert(1)>',
  "' onmouseover='alert(1)",
  '" onfocus="alert(1)" autofocus="',
  '<iframe src="javascript:alert(1)"></iframe>',
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' javascript:alert(1)',
  'java\tscript:alert(1)',
  '\u0001javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'data:image/svg+xml,<svg onload=alert(1)>',
  'data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+',
  'vbscript:msgbox(1)',
  'file:///etc/passwd',
  'blob:http://127.0.0.1/x',
  'https://example.com/" onclick="alert(1)',
  'https://example.com/<script>alert(1)</script>',
  '[a](javascript:alert(1))',
  '[a](<javascript:alert(1)>)',
  '[a](JAVASCRIPT:alert(1) "x")',
  '[a](data:text/html,<script>alert(1)</script>)',
  '[a](https://example.com" onclick="alert(1))',
  '[<img src=x onerror=alert(1)>](https://example.com)',
  '<javascript:alert(1)>',
  '<a href="javascript:alert(1)">x</a>',
  '**<b onclick=alert(1)>**',
  '||<img src=x onerror=alert(1)>||',
  '> <img src=x onerror=alert(1)>',
  '# <img src=x onerror=alert(1)>',
  '- <img src=x onerror=alert(1)>',
  '`<img src=x onerror=alert(1)>`',
  '```html\n<script>alert(1)</script>\n<img src=x onerror=alert(1)>\n```',
  '```"><img src=x onerror=alert(1)>\ncode```',
  '```rust\n</code></pre><script>alert(1)</script>\n```',
  '<:"onerror=alert(1):123>',
  '<t:1"onload="alert(1):R>',
  '<@1"onclick="alert(1)>',
  '</x" onclick="alert(1):1234567890123456789>',
  '{{constructor.constructor("alert(1)")()}}',
  '${alert(1)}',
  '\u202e<script>alert(1)</script>',
  '--></style><script>alert(1)</script>',
  'red;background:url(javascript:alert(1))',
  '__proto__',
  'constructor',
];

const LINK = /^(?:https?:\/\/|mailto:|#\/channels\/|\/attachments\/)/;
const IMAGE = /^(?:\/|data:image\/(?:png|jpeg|gif|webp|avif);base64,)/;

/** What must not be in the document, whatever was put in. */
export function dangers(root: Element): string[] {
  const found: string[] = [];
  for (const element of root.querySelectorAll('*')) {
    const name = element.localName;
    if (
      ['script', 'iframe', 'object', 'embed', 'base', 'link', 'meta', 'style', 'form', 'foreignobject', 'use'].includes(
        name,
      )
    )
      found.push(`<${name}>`);
    for (const { name: attribute, value } of element.attributes) {
      if (/^on/i.test(attribute) || attribute === 'srcdoc') found.push(`${name} ${attribute}=${value}`);
      if (['href', 'xlink:href', 'action', 'formaction', 'ping'].includes(attribute) && !LINK.test(value))
        found.push(`${name} ${attribute}=${value}`);
      if (['src', 'srcset', 'poster', 'data', 'background'].includes(attribute) && !IMAGE.test(value))
        found.push(`${name} ${attribute}=${value}`);
      if (attribute === 'style' && /url|expression|import/i.test(value)) found.push(`${name} style=${value}`);
    }
    if (
      name === 'a' &&
      !element.getAttribute('href')!.startsWith('#') &&
      element.getAttribute('rel') !== 'noreferrer noopener' &&
      !element.hasAttribute('download')
    ) {
      found.push('a link without rel');
    }
  }
  return found;
}
