/** The commands one can really send: subcommands stand beside plain commands under their full names. */
import { fuzzy } from '../component/fuzzy';
import { type Command, type CommandOption, OptionType } from './types';

export interface Leaf {
  command: Command;
  /** The names of the group and the subcommand. */
  path: string[];
  /** `config set`, as it is written after the slash. */
  name: string;
  description: string;
  options: CommandOption[];
}

export function leaves(commands: Command[]): Leaf[] {
  return commands.filter((command) => (command.type ?? 1) === 1).flatMap((command) => under(command, command, []));
}

function under(
  command: Command,
  at: { name: string; description?: string; options?: CommandOption[] },
  path: string[],
): Leaf[] {
  const options = at.options ?? [];
  const inner = options.filter(({ type }) => type === OptionType.Subcommand || type === OptionType.Group);
  if (inner.length > 0) return inner.flatMap((option) => under(command, option, [...path, option.name]));
  return [
    {
      command,
      path,
      name: [command.name, ...path].join(' '),
      description: at.description ?? '',
      // Discord wants required options first; a bot's mistake must not hide one.
      options: [...options].sort((a, b) => Number(b.required ?? false) - Number(a.required ?? false)),
    },
  ];
}

export interface Group {
  application: string;
  leaves: Leaf[];
}

/** The commands that fit what is typed after the slash: by application, those with the best fit first. */
export function find(all: Leaf[], typed: string): Group[] {
  const byName = fuzzy(all, typed, ({ name }) => name);
  const rest = all.filter((leaf) => !byName.includes(leaf));
  const words = typed.trim().toLowerCase();
  const byDescription = rest.filter(({ description }) => description.toLowerCase().includes(words));
  const groups = new Map<string, Group>();
  for (const leaf of [...byName, ...byDescription]) {
    const application = leaf.command.application_id;
    const group = groups.get(application);
    if (group === undefined) groups.set(application, { application, leaves: [leaf] });
    else group.leaves.push(leaf);
  }
  return [...groups.values()];
}

/** The command that is written out in full before what follows it; of `config` and `config set` the longer one. */
export function written(all: Leaf[], text: string): { leaf: Leaf; rest: string } | undefined {
  const fitting = all.filter(({ name }) => text === `/${name}` || text.startsWith(`/${name} `));
  const leaf = fitting.sort((a, b) => b.name.length - a.name.length)[0];
  return leaf === undefined ? undefined : { leaf, rest: text.slice(leaf.name.length + 1).trimStart() };
}
