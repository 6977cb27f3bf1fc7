/** The foot of the channels: where one is, and what concerns the page as a whole. */
import { Moon, Search, Sun } from 'lucide-preact';
import { ConnectionStatus } from '../panel/status';
import type { Connection } from '../state/connection';
import { useTheme } from '../ui/theme';
import { Tool } from './header';
import { useOpen } from './open';

export function Foot({ connection }: { connection: Connection }) {
  const open = useOpen();
  const [theme, toggleTheme] = useTheme();
  const other = theme === 'dark' ? 'light' : 'dark';
  return (
    <footer class="brand">
      <span>
        asyncord sandbox
        <ConnectionStatus connection={connection} />
      </span>
      <Tool label="Go to… (Ctrl+K)" onClick={() => open({ kind: 'quick' })}>
        <Search size={18} aria-hidden="true" />
      </Tool>
      <Tool label={`Use the ${other} theme`} onClick={toggleTheme}>
        {theme === 'dark' ? <Sun size={18} aria-hidden="true" /> : <Moon size={18} aria-hidden="true" />}
      </Tool>
    </footer>
  );
}
