/** A picture at its full size over the page. */
import { Download, X } from 'lucide-preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

interface Props {
  source: string;
  label: string;
  onClose: () => void;
}

export function Lightbox({ source, label, onClose }: Props) {
  const box = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => box.current!.showModal(), []);
  return (
    <dialog
      ref={box}
      class="lightbox"
      aria-label={label === '' ? 'Picture' : label}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === event.currentTarget) box.current!.close();
      }}
    >
      <img src={source} alt={label} />
      <div class="lightbox-tools">
        <a class="icon-button" href={source} target="_blank" rel="noreferrer noopener" aria-label="Open the original">
          <Download size={20} aria-hidden="true" />
        </a>
        <button type="button" class="icon-button" aria-label="Close" onClick={() => box.current!.close()}>
          <X size={22} aria-hidden="true" />
        </button>
      </div>
    </dialog>
  );
}
