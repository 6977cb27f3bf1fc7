/** What people do with apps, and what comes back. */
import type { Component } from '../component/types';
import type { Id, Message } from '../types';

export const InteractionType = { Command: 2, Component: 3, Autocomplete: 4, ModalSubmit: 5 } as const;

export interface Choice {
  name: string;
  value: string | number;
}

export interface Modal {
  /** The interaction that asked for the modal. */
  id: Id;
  title: string;
  custom_id: string;
  components: Component[];
  application_id: Id;
}

export interface InteractionRequest {
  type: 2 | 3 | 4 | 5;
  application_id: Id;
  message_id?: Id;
  data: Record<string, unknown>;
}

export interface InteractionAnswer {
  id: Id;
  status: 'answered' | 'deferred' | 'failed';
  callback_type: number | null;
  message?: Message;
  choices?: Choice[];
  modal?: Modal;
  error?: string;
}
