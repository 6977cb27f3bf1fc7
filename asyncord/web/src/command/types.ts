/** Application commands as the picker gets them. */
import type { ApplicationCommand } from '../types';

export type { CommandOption } from '../types';

export const CommandType = { ChatInput: 1, User: 2, Message: 3 } as const;

export const OptionType = {
  Subcommand: 1,
  Group: 2,
  String: 3,
  Integer: 4,
  Boolean: 5,
  User: 6,
  Channel: 7,
  Role: 8,
  Mentionable: 9,
  Number: 10,
  Attachment: 11,
} as const;

export interface Command extends ApplicationCommand {
  /** Whether the user may use it here, and why not. */
  usable?: boolean;
  why?: string | null;
}
