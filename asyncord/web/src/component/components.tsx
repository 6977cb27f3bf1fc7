/** The components of a message, old and new, as one tree. */
import { useEffect, useMemo, useState } from 'preact/hooks';
import { Markdown } from '../markdown/render';
import type { FullMessage } from '../message/types';
import { hexColor } from '../ui/color';
import { Button, Dots } from './button';
import { defaults } from './choices';
import { countError, bounds, limited, MOST } from './limits';
import { Covered, FileComponent, Gallery, Thumbnail } from './media';
import { Select } from './select';
import { type Component, ComponentType, isSelect } from './types';
import { ComponentUse, useComponents } from './use';

export function Components({ message }: { message: FullMessage }) {
  const components = useMemo(() => limited(message.components ?? []), [message.components]);
  if (components.length === 0) return null;
  return (
    <div class="components">
      <ComponentUse message={message}>
        <Children components={components} />
      </ComponentUse>
    </div>
  );
}

function Children({ components }: { components: Component[] }) {
  return (
    <>
      {components.map((component, index) => (
        <One key={component.id ?? component.custom_id ?? index} component={component} />
      ))}
    </>
  );
}

function One({ component }: { component: Component }) {
  switch (component.type) {
    case ComponentType.ActionRow:
      return (
        <div class="component-row">
          <Children components={(component.components ?? []).slice(0, MOST.rowButtons)} />
        </div>
      );
    case ComponentType.Button:
      return <Button component={component} />;
    case ComponentType.Section:
      return (
        <div class="section">
          <div class="section-texts">
            <Children components={(component.components ?? []).slice(0, MOST.sectionTexts)} />
          </div>
          {component.accessory && (
            <div class="section-accessory">
              <One component={component.accessory} />
            </div>
          )}
        </div>
      );
    case ComponentType.TextDisplay:
      return (
        <div class="text-display">
          <Markdown text={component.content ?? ''} />
        </div>
      );
    case ComponentType.Thumbnail:
      return <Thumbnail component={component} />;
    case ComponentType.MediaGallery:
      return <Gallery component={component} />;
    case ComponentType.File:
      return <FileComponent component={component} />;
    case ComponentType.Separator:
      return (
        <div
          class={`separator ${component.spacing === 2 ? 'wide' : ''} ${component.divider === false ? '' : 'line'}`}
          role={component.divider === false ? undefined : 'separator'}
        />
      );
    case ComponentType.Container:
      return (
        <Covered spoiler={component.spoiler}>
          <div
            class={`container ${hexColor(component.accent_color) === undefined ? '' : 'accented'}`}
            style={{ '--accent': hexColor(component.accent_color) }}
          >
            <Children components={component.components ?? []} />
          </div>
        </Covered>
      );
    default:
      return isSelect(component) ? (
        <MessageSelect component={component} />
      ) : (
        <p class="unshown">A component of type {String(component.type)}, which this page does not know.</p>
      );
  }
}

/** A select of a message sends as soon as one is picked, or when its list closes where several can be. */
function MessageSelect({ component }: { component: Component }) {
  const { pending, run } = useComponents();
  const initial = useMemo(() => defaults(component), [component]);
  const [values, setValues] = useState(initial);
  const [error, setError] = useState<string>();
  useEffect(() => setValues(initial), [initial]);
  const waiting = pending !== undefined && pending === component.custom_id;
  return (
    <div class={`component-select ${waiting ? 'waiting' : ''}`} aria-busy={waiting}>
      <Select
        component={component}
        values={values}
        onChange={setValues}
        disabled={component.disabled ?? false}
        onDone={(chosen) => {
          const wrong = countError(chosen.length, bounds(component, component.options?.length));
          setError(wrong);
          if (wrong === undefined) run(component, chosen);
        }}
      />
      {waiting && <Dots />}
      {error !== undefined && (
        <p class="component-error" role="alert">
          {error}
        </p>
      )}
    </div>
  );
}
