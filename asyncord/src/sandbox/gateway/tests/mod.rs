mod event;
mod event_forms;
mod identify;
mod intent;
mod member;
mod presence;
mod resume;
mod rubbish;
mod rules;
mod script;
mod trouble;

const GUILDS: u64 = 1;
const GUILD_MEMBERS: u64 = 1 << 1;
const GUILD_MESSAGES: u64 = 1 << 9;
const DIRECT_MESSAGES: u64 = 1 << 12;
const MESSAGE_CONTENT: u64 = 1 << 15;
