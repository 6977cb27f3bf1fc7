/** Code blocks in colour. `lowlight` gives highlight.js' result as a tree, so no markup is ever parsed out of a message. */
import type { Element, Root, Text } from 'hast';
import bash from 'highlight.js/lib/languages/bash';
import c from 'highlight.js/lib/languages/c';
import css from 'highlight.js/lib/languages/css';
import diff from 'highlight.js/lib/languages/diff';
import go from 'highlight.js/lib/languages/go';
import ini from 'highlight.js/lib/languages/ini';
import java from 'highlight.js/lib/languages/java';
import javascript from 'highlight.js/lib/languages/javascript';
import json from 'highlight.js/lib/languages/json';
import python from 'highlight.js/lib/languages/python';
import rust from 'highlight.js/lib/languages/rust';
import sql from 'highlight.js/lib/languages/sql';
import typescript from 'highlight.js/lib/languages/typescript';
import xml from 'highlight.js/lib/languages/xml';
import yaml from 'highlight.js/lib/languages/yaml';
import { createLowlight } from 'lowlight';
import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';

const lowlight = createLowlight({
  bash,
  c,
  css,
  diff,
  go,
  ini,
  java,
  javascript,
  json,
  python,
  rust,
  sql,
  typescript,
  xml,
  yaml,
});

export function CodeBlock({ lang, code }: { lang: string; code: string }) {
  const children = useMemo(() => {
    const name = lang.toLowerCase();
    return lowlight.registered(name) ? tree(lowlight.highlight(name, code)) : code;
  }, [lang, code]);
  return (
    <pre class="code-block" tabIndex={0} aria-label={lang === '' ? 'Code' : `Code, ${lang}`} role="group">
      <code>{children}</code>
    </pre>
  );
}

function tree(node: Root | Element): ComponentChildren {
  return node.children.map((child) => {
    if (child.type === 'text') return (child as Text).value;
    if (child.type !== 'element') return null;
    const names = child.properties['className'];
    return <span class={Array.isArray(names) ? names.join(' ') : ''}>{tree(child)}</span>;
  });
}
