/** Keeps the whole sandbox in a file, brings it back, or begins anew. */
import { useRef } from 'preact/hooks';
import { call, callText } from '../api';
import { useReport } from '../state/store';
import { Confirm } from '../ui/form';

/** Hands a text to the browser as a file to keep. */
function download(name: string, text: string) {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

export function Keep() {
  const report = useReport();
  const upload = useRef<HTMLInputElement>(null);

  const save = async () => {
    const asking = callText('GET', 'snapshot');
    if (await report(asking)) download('sandbox.json', await asking);
  };
  const load = async (file: File) => {
    await report(file.text().then((text) => callText('PUT', 'snapshot', text)));
  };

  return (
    <section class="fault-part">
      <h3>The whole sandbox</h3>
      <div class="button-row">
        <button type="button" class="button quiet" onClick={() => void save()}>
          Save to a file
        </button>
        <button type="button" class="button quiet" onClick={() => upload.current?.click()}>
          Load from a file
        </button>
        <input
          ref={upload}
          type="file"
          accept="application/json"
          hidden
          aria-label="A saved sandbox"
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            event.currentTarget.value = '';
            if (file !== undefined) void load(file);
          }}
        />
        <Confirm question="Forget everything and begin anew?" onConfirm={() => void report(call('POST', 'reset'))}>
          Reset
        </Confirm>
      </div>
    </section>
  );
}
