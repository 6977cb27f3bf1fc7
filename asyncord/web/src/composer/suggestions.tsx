/** Names that complete what is being typed. The text area keeps the focus and names the chosen one. */
import type { Suggestion } from './mentions';

interface Props {
  items: Suggestion[];
  chosen: number;
  onChoose: (item: Suggestion) => void;
}

export function SuggestionList({ items, chosen, onChoose }: Props) {
  return (
    <ul id="suggestions" class="suggestions" role="listbox" aria-label="Suggestions">
      {items.map((item, index) => (
        <li
          key={item.text}
          id={`suggestion-${index}`}
          role="option"
          aria-selected={index === chosen}
          // Before the text area loses the focus, which would close the list.
          onMouseDown={(event) => {
            event.preventDefault();
            onChoose(item);
          }}
        >
          <span>{item.label}</span>
          {item.detail !== undefined && <span class="suggestion-detail">{item.detail}</span>}
        </li>
      ))}
    </ul>
  );
}
