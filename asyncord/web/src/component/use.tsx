/** What the components of one message share: which of them waits for its app, and what went wrong. */
import { createContext, type ComponentChildren } from 'preact';
import { useContext, useMemo, useRef, useState } from 'preact/hooks';
import { applicationOf, FAILED, useActing, useInteract } from '../interaction/acting';
import type { FullMessage } from '../message/types';
import type { Component } from './types';

interface Use {
  /** The custom id that waits for an answer. */
  pending: string | undefined;
  run: (component: Component, values?: string[]) => void;
}

const UseContext = createContext<Use>({ pending: undefined, run: () => undefined });

export function useComponents(): Use {
  return useContext(UseContext);
}

export function ComponentUse({ message, children }: { message: FullMessage; children: ComponentChildren }) {
  const interact = useInteract();
  const { applications } = useActing();
  const [pending, setPending] = useState<string>();
  const [error, setError] = useState<string>();
  const busy = useRef(false);
  const application = applicationOf(message, applications);

  const use = useMemo<Use>(
    () => ({
      pending,
      run(component, values) {
        if (busy.current || component.custom_id === undefined) return;
        if (application === undefined) return setError('No app is behind this message.');
        busy.current = true;
        setPending(component.custom_id);
        setError(undefined);
        void interact({
          type: 3,
          application_id: application,
          message_id: message.id,
          data: { component_type: component.type, custom_id: component.custom_id, ...(values && { values }) },
        }).then((answer) => {
          busy.current = false;
          setPending(undefined);
          if (answer.status === 'failed') setError(answer.error || FAILED);
        });
      },
    }),
    [pending, application, message.id, interact],
  );

  return (
    <UseContext.Provider value={use}>
      {children}
      <p class="component-error" role="alert">
        {error}
      </p>
    </UseContext.Provider>
  );
}
