/** The emoji of the small picker, with the names that a screen reader says. */
export const COMMON_EMOJI: readonly (readonly [emoji: string, name: string])[] = [
  ['👍', 'thumbs up'], ['👎', 'thumbs down'], ['❤️', 'heart'], ['😂', 'joy'], ['🎉', 'party'], ['😮', 'surprised'],
  ['😢', 'crying'], ['🔥', 'fire'], ['✅', 'check mark'], ['❌', 'cross mark'], ['👀', 'eyes'], ['🚀', 'rocket'],
  ['🙏', 'thanks'], ['👏', 'clapping'], ['💯', 'hundred'], ['🤔', 'thinking'], ['😄', 'smile'], ['😎', 'cool'],
  ['🥳', 'celebrating'], ['😭', 'sobbing'], ['🤖', 'robot'], ['🦀', 'crab'], ['🐛', 'bug'], ['💡', 'idea'],
  ['⭐', 'star'], ['📌', 'pin'], ['⬅️', 'left'], ['➡️', 'right'], ['1️⃣', 'one'], ['2️⃣', 'two'],
  ['3️⃣', 'three'], ['🏓', 'ping pong'], ['👋', 'wave'], ['🍕', 'pizza'], ['☕', 'coffee'], ['🌈', 'rainbow'],
];
