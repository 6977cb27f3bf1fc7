/** The form that an app answered with. */
import { useMemo, useRef, useState } from 'preact/hooks';
import { Dots } from '../component/button';
import { AppPicture } from '../command/picker';
import { FAILED, useActing, useInteract } from '../interaction/acting';
import type { Modal } from '../interaction/types';
import { Markdown } from '../markdown/render';
import { Dialog } from './dialog';
import { ModalField } from './field';
import { fieldsOf, initial, parts, problems, submission, type Value } from './fields';

export function ModalDialog({ modal, onClose }: { modal: Modal; onClose: () => void }) {
  const interact = useInteract();
  const { applications } = useActing();
  const list = useMemo(() => parts(modal.components ?? []), [modal]);
  const fields = useMemo(() => fieldsOf(list), [list]);
  const [values, setValues] = useState(() => initial(fields));
  const [tried, setTried] = useState(false);
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const wrong = problems(fields, values);
  const app = applications.find(({ id }) => id === modal.application_id)?.name ?? 'An app';

  const submit = async () => {
    if (busy) return;
    setTried(true);
    const first = fields.find(({ key }) => wrong[key] !== undefined);
    if (first !== undefined) {
      const boxes = [...form.current!.querySelectorAll<HTMLElement>('[data-field]')];
      const box = boxes.find((one) => one.dataset['field'] === first.key);
      box?.querySelector<HTMLElement>('input:not([hidden]), textarea, button')?.focus();
      return;
    }
    setBusy(true);
    setError(undefined);
    const { components, files } = submission(fields, values);
    const data = { id: modal.id, custom_id: modal.custom_id, components };
    const answer = await interact({ type: 5, application_id: modal.application_id, data }, files);
    setBusy(false);
    // A form may not be answered with a form, so whatever came is the end of it.
    if (answer.status === 'failed') setError(answer.error || FAILED);
    else onClose();
  };

  return (
    <Dialog
      title={modal.title}
      class="modal"
      subtitle={
        <p class="modal-app">
          <AppPicture id={modal.application_id} size={20} /> {app}
        </p>
      }
      onClose={onClose}
    >
      <form
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <p class="modal-note">This form goes to {app}. Do not share passwords or other secrets.</p>
        {list.map((part, index) =>
          'text' in part ? (
            <div key={index} class="text-display">
              <Markdown text={part.text} />
            </div>
          ) : (
            <ModalField
              key={part.field.key}
              field={part.field}
              value={values[part.field.key] ?? ''}
              error={tried ? wrong[part.field.key] : undefined}
              onChange={(value: Value) => setValues((before) => ({ ...before, [part.field.key]: value }))}
            />
          ),
        )}
        <p class="field-error" role="alert">
          {error}
        </p>
        <div class="modal-buttons">
          <button type="button" class="button quiet" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" class="button" aria-busy={busy}>
            {busy ? <Dots /> : 'Submit'}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
