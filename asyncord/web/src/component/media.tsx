/** Pictures, films and files inside components, with the covers of spoilers. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { FileCard, Viewable } from '../message/file';
import { Picture } from '../ui/picture';
import { MOST } from './limits';
import type { Component, GalleryItem } from './types';

export function Covered({ spoiler, children }: { spoiler: boolean | undefined; children: ComponentChildren }) {
  const [shown, show] = useState(!spoiler);
  if (shown) return <>{children}</>;
  return (
    <div class="covered">
      <div class="covered-content" inert aria-hidden="true">
        {children}
      </div>
      <button type="button" class="cover" aria-label="Spoiler, select to reveal" onClick={() => show(true)}>
        <span>Spoiler</span>
      </button>
    </div>
  );
}

function isVideo(item: GalleryItem): boolean {
  return (
    (item.media?.content_type ?? '').startsWith('video/') || /\.(?:mp4|webm|mov)(?:\?|$)/i.test(item.media?.url ?? '')
  );
}

export function Gallery({ component }: { component: Component }) {
  const items = (component.items ?? []).slice(0, MOST.gallery);
  return (
    <div class="gallery" data-count={items.length}>
      {items.map((item, index) => (
        <div key={index} class="gallery-item">
          <Covered spoiler={item.spoiler}>
            <Viewable
              url={item.media?.url}
              kind={isVideo(item) ? 'video' : 'image'}
              label={item.description ?? ''}
              name={item.description || 'Picture'}
              width={item.media?.width}
              height={item.media?.height}
              within={items.length === 1 ? [550, 350] : [400, 400]}
            />
          </Covered>
        </div>
      ))}
    </div>
  );
}

export function Thumbnail({ component }: { component: Component }) {
  return (
    <div class="component-thumbnail">
      <Covered spoiler={component.spoiler}>
        <Picture class="embed-thumbnail" url={component.media?.url} alt={component.description ?? ''} />
      </Covered>
    </div>
  );
}

export function FileComponent({ component }: { component: Component }) {
  const url = component.file?.url ?? '';
  const name = component.name ?? nameOf(url);
  return (
    <Covered spoiler={component.spoiler}>
      <FileCard url={url} name={name} size={component.size} />
    </Covered>
  );
}

function nameOf(url: string): string {
  const last = url.split(/[?#]/)[0]!.split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(last) || 'file';
  } catch {
    return last;
  }
}
