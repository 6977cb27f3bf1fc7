// What is seen and heard beside text: pictures of users and servers, stickers, forwards, voice messages, sounds and
// stages; and going to a message that is not loaded.
import { api, play, until } from './lib.mjs';
import { address, LOTTIE, PICTURE, SOUND, voiceMessage } from './samples.mjs';

await play(
  'media',
  async ({ page, check, shot, log, composer, say, message, user, guild, channel, actAs, goTo }) => {
    const [ada, grace, linus] = ['ada', 'grace', 'linus'].map((name) => user(name).id);
    const general = channel('general').id;
    const random = channel('random').id;
    const as = (who, method, path, body) => api(method, `as/${who}/${path}`, body);
    const write = (who, body, place = general) => as(who, 'POST', `channels/${place}/messages`, body);
    const dialog = page.locator('dialog[open]');
    const members = page.getByRole('complementary', { name: 'Members' });
    const channels = page.getByRole('navigation', { name: 'Channels' });
    const image = address('image/png', PICTURE);
    const loaded = (picture) =>
      until(
        async () => (await picture.count()) > 0 && picture.first().evaluate(({ naturalWidth }) => naturalWidth > 0),
      );

    await check('pictures of users', async () => {
      await say('before the picture');
      await message('before the picture').locator('svg.avatar').first().waitFor();
      await as(ada, 'PATCH', 'users/@me', { avatar: image, banner: image });
      await loaded(message('before the picture').locator('img.avatar'));
      await loaded(members.getByRole('button', { name: /Ada/ }).locator('img.avatar'));
      await loaded(page.locator('.acting-button img.avatar'));
    });
    await check('a banner on the card', async () => {
      await members.getByRole('button', { name: /Ada/ }).click();
      await loaded(page.locator('.member-card img.card-banner'));
      await shot('card');
      await page.keyboard.press('Escape');
    });
    await check('a member’s picture in this server', async () => {
      await as(ada, 'PATCH', `guilds/${guild.id}/members/@me`, { avatar: image });
      await page.locator(`.acting-button img[src*="/guilds/${guild.id}/users/${ada}/avatars/"]`).waitFor();
    });
    await check('icon and banner of a server', async () => {
      await api('PATCH', `guilds/${guild.id}`, { features: ['BANNER'] });
      await as(ada, 'PATCH', `guilds/${guild.id}`, { icon: image, banner: image });
      await loaded(page.getByRole('navigation', { name: 'Servers' }).locator('img.guild-icon'));
      await loaded(channels.locator('img.guild-banner'));
      await shot('pictures');
    });
    await check('initials where a picture cannot be loaded', async () => {
      await page.route('**/cdn/avatars/**', (route) => route.fulfill({ status: 404 }));
      await as(grace, 'PATCH', 'users/@me', { avatar: image });
      await write(grace, { content: 'without a picture' });
      await message('without a picture').locator('svg.avatar').first().waitFor();
      await page.unroute('**/cdn/avatars/**');
    });

    await check('a sticker is added in the settings', async () => {
      await channels.getByRole('button', { name: /^Menu of/ }).click();
      await page.getByRole('menuitem', { name: /settings/i }).click();
      await dialog.getByRole('tab', { name: /stickers/ }).click();
      await dialog.getByLabel('Related emoji of the sticker').fill('🦀');
      const file = dialog.getByLabel('File of the sticker');
      await file.setInputFiles({ name: 'crab.png', mimeType: 'image/png', buffer: PICTURE });
      await loaded(dialog.getByRole('img', { name: 'Sticker: crab' }));
      await dialog.getByLabel('Related emoji of the sticker').fill('🌀');
      await file.setInputFiles({ name: 'spin.json', mimeType: 'application/json', buffer: Buffer.from(LOTTIE) });
      await dialog.getByText('spin').first().waitFor();
    });
    await check('a sound is added in the settings', async () => {
      await dialog.getByLabel('Emoji of the sound (optional)').fill('🦆');
      const file = dialog.getByLabel('File of the sound');
      await file.setInputFiles({ name: 'boing.mp3', mimeType: 'audio/mpeg', buffer: SOUND });
      const heard = page.waitForResponse('**/soundboard-sounds/*');
      await dialog.getByRole('button', { name: 'Listen to boing' }).click();
      await shot('expressions');
      await page.keyboard.press('Escape');
      return (await heard).ok();
    });
    await check('stickers are picked by keyboard and sent', async () => {
      await page.getByRole('button', { name: 'Send a sticker' }).click();
      const picker = page.getByRole('dialog', { name: 'Pick a sticker' });
      for (const name of ['Blue and glad', 'Pink and sad'])
        await loaded(picker.getByRole('img', { name: `Sticker: ${name}` }));
      await shot('sticker-picker');
      await picker.getByRole('button', { name: /crab/ }).focus();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('Enter');
      await loaded(log.getByRole('img', { name: 'Sticker: crab' }));
      await page.getByRole('button', { name: 'Add a file, a poll or a command' }).click();
      await page.getByRole('menuitem', { name: 'Send sticker' }).click();
      await picker.getByRole('button', { name: /Red and sad/ }).click();
      await loaded(log.getByRole('img', { name: 'Sticker: Red and sad' }));
    });
    await check('a Lottie sticker says that it is not played', async () => {
      await page.getByRole('button', { name: 'Send a sticker' }).click();
      await page.getByRole('dialog', { name: 'Pick a sticker' }).getByRole('button', { name: /spin/ }).click();
      await log.getByText('A Lottie animation, which this page does not play').waitFor();
      await shot('stickers');
    });

    await check('a voice message with its length and its loudness, played', async () => {
      await write(grace, voiceMessage());
      const voice = log.getByRole('group', { name: 'Voice message, 0:01' });
      await voice.waitFor();
      const heights = await voice.locator('.voice-bars i').evaluateAll((bars) => bars.map((bar) => bar.clientHeight));
      if (new Set(heights).size < 5) throw new Error(`bars of ${heights}`);
      await shot('voice-message');
      await voice.getByRole('button', { name: 'Play' }).click();
      await voice.getByRole('button', { name: 'Pause' }).waitFor();
      await until(async () => (await voice.locator('i.played').count()) > 0);
      await voice.getByRole('button', { name: 'Play' }).waitFor();
      await until(async () => (await voice.locator('i.played').count()) === 0);
    });

    let far;
    await check('a message is forwarded with a note', async () => {
      await message('without a picture').click({ button: 'right' });
      await page.getByRole('menuitem', { name: 'Forward' }).click();
      await dialog.getByRole('button', { name: /Channels|Where to/ }).click();
      await page.getByRole('option', { name: /random/ }).click();
      await page.keyboard.press('Escape');
      await dialog.getByLabel('Add a message (optional)').fill('look at this');
      await shot('forward-dialog');
      await dialog.getByRole('button', { name: 'Forward', exact: true }).click();
      await dialog.waitFor({ state: 'detached' });
      await goTo(random);
      const forwarded = log.getByRole('group', { name: 'Forwarded message' });
      await forwarded.getByText('without a picture').waitFor();
      await message('look at this').waitFor();
      await shot('forwarded');
      await forwarded.getByRole('link', { name: /general/ }).click();
      await page.getByRole('heading', { name: 'general', exact: true }).first().waitFor();
      await until(() => message('without a picture').evaluate((row) => row === document.activeElement));
    });

    const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');
    await check('a reply leads to a message that is not loaded', async () => {
      far = await write(linus, { content: 'long ago' });
      for (let n = 1; n <= 320; n++) await write(linus, { content: `word ${n}` });
      await write(linus, { content: 'back then', message_reference: { message_id: far.id } });
      await page.reload();
      await message('back then').waitFor();
      if ((await log.getByText('long ago', { exact: true }).count()) > 1) throw new Error('it is loaded already');
      await message('back then')
        .getByRole('button', { name: /long ago/ })
        .click();
      await until(async () => (await focused()).includes('long ago'));
      await log.getByText('word 40', { exact: true }).waitFor();
      await shot('long-ago');
      if ((await log.getByText('word 320', { exact: true }).count()) > 0)
        throw new Error('the newest stand there as well');
    });
    await check('what happens there is seen there', async () => {
      await as(linus, 'PATCH', `channels/${general}/messages/${far.id}`, { content: 'long, long ago' });
      await log.getByText('long, long ago').first().waitFor();
    });
    await check('from there on to the present', async () => {
      const later = page.getByRole('button', { name: 'Show later messages' });
      await later.click();
      await log.getByText('word 149', { exact: true }).waitFor();
      await later.click();
      await later.waitFor({ state: 'detached' });
      await log.getByText('word 320', { exact: true }).waitFor();
      const words = await log.locator('.markdown, .message-content').allTextContents();
      const numbers = words.flatMap((text) => /^word (\d+)$/.exec(text.trim())?.[1] ?? []).map(Number);
      const wrong = [...new Set(numbers)].findIndex((number, index) => number !== index + 1);
      if (wrong !== -1) throw new Error(`the ${wrong + 1}th is ${numbers[wrong]}`);
    });
    await check('a link to a message, and back to the newest', async () => {
      await page.goto('about:blank');
      await page.goto(`${process.argv[2]}#/channels/${general}/${far.id}`);
      await until(async () => (await focused()).includes('long, long ago'));
      await page.getByRole('button', { name: 'Go to the newest messages' }).click();
      await message('back then').waitFor();
      await until(() => log.evaluate((box) => box.scrollHeight - box.scrollTop - box.clientHeight < 80));
    });
    await check('a pin leads there, and who writes is back', async () => {
      await as(ada, 'PUT', `channels/${general}/messages/pins/${far.id}`);
      await page.getByRole('button', { name: 'Pinned messages' }).click();
      await page.getByRole('dialog', { name: 'Pinned messages' }).getByRole('button', { name: 'Jump' }).click();
      await until(async () => (await focused()).includes('long, long ago'));
      await say('here again');
      await message('here again').waitFor();
    });
    await check('a message that is gone is said to be gone', async () => {
      const lost = await write(linus, { content: 'soon lost' });
      await as(linus, 'DELETE', `channels/${general}/messages/${lost.id}`);
      await goTo(`${general}/${lost.id}`);
      await page.getByRole('alert').getByText('That message is not there any more.').waitFor();
    });

    const lounge = channel('lounge').id;
    await check('the soundboard plays for those who are there', async () => {
      await goTo(lounge);
      await page.getByRole('button', { name: 'Join voice' }).click();
      await page.getByRole('button', { name: 'Soundboard' }).click();
      const board = page.getByRole('dialog', { name: 'Soundboard' });
      await board.getByRole('button', { name: 'Play quack' }).waitFor();
      const heard = page.waitForResponse('**/soundboard-sounds/*');
      await board.getByRole('button', { name: 'Play boing' }).press('Enter');
      await page.getByRole('status').getByText('played boing').waitFor();
      await shot('soundboard');
      if (!(await heard).ok()) throw new Error('it cannot be heard');
      await board.getByRole('button', { name: 'Play quack' }).click();
      await page.getByRole('status').getByText('played quack').waitFor();
      await page.keyboard.press('Escape');
      await as(linus, 'PUT', `guilds/${guild.id}/voice`, { channel_id: lounge });
      await as(linus, 'POST', `channels/${lounge}/send-soundboard-sound`, { sound_id: '2' });
      await page
        .getByRole('status')
        .getByText(/Linus.*played airhorn/)
        .waitFor();
    });

    // A stage without speakers ends by itself before long.
    await api('POST', 'clock', { advance_ms: 86_400_000 });
    await check('a stage is started', async () => {
      const stage = await as(ada, 'POST', `guilds/${guild.id}/channels`, { name: 'theatre', type: 13 });
      await channels.getByRole('link', { name: /theatre/ }).click();
      await page.getByRole('button', { name: 'Start stage' }).click();
      await page.getByLabel('Topic').fill('How to write a bot');
      await page.getByRole('button', { name: 'Start stage' }).click();
      const view = page.getByRole('region', { name: 'In theatre' });
      await view.getByText('How to write a bot').waitFor();
      await log.getByText(/started How to write a bot/).waitFor();
      await page.getByRole('button', { name: 'Join stage' }).click();
      await view.getByRole('button', { name: 'Speak', exact: true }).click();
      await view.getByRole('heading', { name: 'Speakers — 1' }).waitFor();
      await log.getByText(/Ada is now a speaker/).waitFor();
      await shot('stage');
      return stage.id !== undefined;
    });
    const view = page.getByRole('region', { name: 'In theatre' });
    await check('a listener raises the hand, also by a clock that is ahead', async () => {
      await actAs('linus');
      await page.getByRole('button', { name: 'Join stage' }).click();
      await view.getByRole('heading', { name: /Audience/ }).waitFor();
      await page.getByRole('button', { name: 'Raise the hand' }).click();
      await view.getByLabel('wants to speak').waitFor();
      await page.getByRole('button', { name: 'Lower the hand' }).click();
      await view.getByLabel('wants to speak').waitFor({ state: 'detached' });
      await page.getByRole('button', { name: 'Raise the hand' }).click();
      await view.getByLabel('wants to speak').waitFor();
      await shot('hand');
    });
    await check('a moderator lets them speak, and sends them back', async () => {
      await actAs('ada');
      await view.getByRole('button', { name: /Linus/ }).click();
      await page.getByRole('button', { name: 'Invite to speak' }).click();
      await view.getByRole('heading', { name: 'Audience' }).waitFor({ state: 'detached' });
      await page.getByRole('button', { name: 'Move to the audience' }).last().click();
      await view.getByRole('heading', { name: 'Audience — 1' }).waitFor();
      await page.keyboard.press('Escape');
    });
    await check('the topic changes, and the stage ends', async () => {
      await page.getByRole('button', { name: 'Change topic' }).click();
      await page.getByLabel('Topic').fill('How to test a bot');
      await page.getByRole('button', { name: 'Save' }).click();
      await view.getByText('How to test a bot').waitFor();
      await page.getByRole('button', { name: 'End stage' }).click();
      await view.getByText('The stage has not started.').waitFor();
      await log.getByText(/ended How to test a bot/).waitFor();
      await shot('stage-ended');
    });
  },
  { bot: false },
);
