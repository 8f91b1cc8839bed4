// The review page from end to end: node review.mjs PAGE FOLDER. Leaves the decisions of two readers and pictures in FOLDER.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assert, ground, inView, onPage, text, until } from './lib.mjs';

const [file, folder] = process.argv.slice(2);
const press = async (page, keys) => { for (const key of keys) await page.keyboard.press(key); };
const leave = (page) => page.evaluate(() => document.activeElement.blur());
const become = async (page, name) => { await page.fill('#reader', name); await page.locator('#reader').dispatchEvent('change'); await leave(page); };
const done = (page) => text(page, '#done');
const patients = (page) => page.locator('#cases .who').evaluateAll((all) => all.map((who) => who.firstChild.textContent));
const find = async (page, words) => { await page.fill('#filter', words); await leave(page); };
const save = async (page, act, name) => {
  const [download] = await Promise.all([page.waitForEvent('download'), act()]);
  assert.equal(download.suggestedFilename(), name);
  const path = join(folder, name);
  await download.saveAs(path);
  return JSON.parse(readFileSync(path, 'utf8'));
};

let saved;
await onPage(file, { colorScheme: 'light' }, async (page) => {
  // Blind: neither the group nor what the rules made of the criteria is shown, nor any figure.
  assert.equal(await page.locator('#cases li').count(), 26);
  const seen = await page.locator('#main').innerText();
  for (const word of ['non-member', 'denied', 'hedged', 'met\n', 'PPV']) assert.ok(!seen.includes(word), word);
  await page.screenshot({ path: join(folder, 'list.png') });

  // Who reads comes first.
  await press(page, 'y');
  assert.equal(await done(page), '0');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'reader');
  assert.match(await text(page, '#status'), /Give your name first/);
  await become(page, 'Anna Ä.');

  // Decisions by keys go on to the next case; the same key again takes one back.
  const order = await patients(page);
  const open = () => text(page, '#case h2');
  assert.equal(await open(), `Patient ${order[0]}`);
  await press(page, ['y', 'n', 'u', 'j']);
  assert.equal(await open(), `Patient ${order[4]}`);
  assert.equal(await done(page), '3');
  await press(page, ['k', 'k', 'u']);
  assert.equal(await open(), `Patient ${order[2]}`);
  assert.equal(await done(page), '2');
  await press(page, ['u', 'o']);
  assert.equal(await open(), `Patient ${order[4]}`);
  assert.equal(await done(page), '3');
  await press(page, ['k', 'k']);
  assert.equal(await page.getAttribute('[data-decision=unsure]', 'aria-pressed'), 'true');

  // By the mouse, with a note. Keys are letters inside of the field.
  await page.click('#cases li >> nth=3');
  await press(page, 'm');
  await page.keyboard.type('yes, no & <b>unsure</b>');
  await press(page, ['Escape']);
  assert.equal(await done(page), '3');
  await page.click('[data-decision=yes]');
  assert.equal(await open(), `Patient ${order[4]}`);

  // Filters.
  await press(page, '/');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'filter');
  await page.keyboard.type('acc-13-');
  assert.deepEqual(await patients(page), ['P13']);
  await find(page, '');
  await page.selectOption('#by-decision', 'yes');
  assert.deepEqual(await patients(page), [order[0], order[3]]);
  await page.click('#cases li >> nth=0');
  await page.selectOption('#by-decision', 'note');
  assert.deepEqual(await patients(page), [order[3]]);
  await page.selectOption('#by-decision', '');
  await page.selectOption('#by-criterion', 'oedema');
  assert.deepEqual((await patients(page)).sort(), [...Array(12).keys()].map((n) => `P${String(n + 1).padStart(2, '0')}`).concat(['P18', 'P19', 'P20']).sort());
  await page.selectOption('#by-criterion', '');

  // A text full of markup is text, and its marks stand where the words are, behind signs of four bytes.
  await find(page, 'P04');
  assert.equal(await open(), 'Patient P04');
  await page.waitForSelector('.report >> nth=1');
  const report = page.locator('.report .text >> nth=1');
  const plain = (await report.innerText()).replace(/U\+[0-9A-F]{4}/g, (sign) => String.fromCodePoint(parseInt(sign.slice(2), 16)));
  assert.equal(plain, 'CT head. <script>alert(1)</script> </textarea> &amp; <!-- \u202e\u{1D11E}\u{1F9E0} chronic oedema\u2028left, <b>none</b> acute.\n\nImpression: \u05e9\u05dc\u05d5\u05dd \u200fno change.');
  assert.deepEqual(await report.locator('mark').allInnerTexts(), ['chronic oedema', '<b>none</b>']);
  assert.equal(await report.locator('.hidden-sign').count(), 3);
  assert.equal(await page.locator('script').count(), 2);
  assert.equal(await page.locator('#case b, #case i').count(), 0);

  // An evidence leads to its words; `e` goes from one to the next.
  await page.setViewportSize({ width: 1440, height: 420 });
  await page.evaluate(() => scrollTo(0, 0));
  const chip = page.locator('.chip', { hasText: 'chronic oedema' });
  assert.match(await chip.getAttribute('title'), /^Focal <i>oedema<\/i> · 2024-01-20, day 15$/);
  assert.equal(await inView(page, '.report mark[data-evidence="1.0"]'), false);
  await chip.click();
  await until(() => inView(page, '.report mark[data-evidence="1.0"]'), true);
  assert.deepEqual(await page.locator('mark.flash').allInnerTexts(), ['chronic oedema']);
  await press(page, 'e');
  assert.deepEqual(await page.locator('mark.flash').allInnerTexts(), ['<b>none</b>']);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.screenshot({ path: join(folder, 'case.png') });
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('nav.list').isVisible(), false);
  await page.pdf({ path: join(folder, 'case.pdf'), format: 'A4' });
  await page.emulateMedia({ media: 'screen' });

  // A report that the archive does not have shows the words of its evidence.
  await find(page, 'P05');
  assert.match(await text(page, '.snippet-only'), /The text of this report is not known/);
  assert.deepEqual(await page.locator('.snippet-only mark').allInnerTexts(), ['oedema']);
  await find(page, '');

  // What is hidden is shown when asked for, and the decisions say so.
  await page.click('#cases li >> nth=5');
  await page.check('#show-states');
  assert.match(await text(page, '.criteria'), /met|hedged|denied|not stated/);
  await press(page, 'n');
  await page.uncheck('#show-states');
  await page.check('#show-group');
  assert.equal(await page.locator('#group').count(), 1);
  await page.selectOption('#by-group', 'member');
  assert.equal(await page.locator('#cases li', { hasText: 'non-member' }).count() <= 1, true);
  await page.selectOption('#by-group', '');
  await page.uncheck('#show-group');

  // Figures only when asked for.
  await page.click('#show-figures');
  assert.match(await text(page, '#figures'), /members accepted\n+\d of \d/);
  await page.click('#show-figures');
  assert.equal(await page.locator('#figures dl').count(), 0);

  // Help, and keys that rest while it is open.
  await press(page, '?');
  assert.equal(await page.locator('#help').isVisible(), true);
  assert.match(await text(page, '#help-keys'), /Yes: belongs to the cohort/);
  const before = await done(page);
  await press(page, 'y');
  assert.equal(await done(page), before);
  await press(page, ['Escape']);
  assert.equal(await page.locator('#help').isVisible(), false);

  // Light and dark.
  const light = await ground(page);
  await press(page, 't');
  assert.notEqual(await ground(page), light);
  await page.screenshot({ path: join(folder, 'case-dark.png') });

  // A reload keeps the reader, the decisions and the theme.
  await page.reload();
  assert.equal(await page.inputValue('#reader'), 'Anna Ä.');
  assert.equal(await done(page), before);
  assert.notEqual(await ground(page), light);
  await press(page, 't');

  // All others are decided, and saved.
  while (await done(page) !== '26') await press(page, ['o', 'y']);
  await press(page, 'o');
  assert.match(await text(page, '#status'), /All cases are decided/);
  saved = await save(page, () => press(page, 's'), 'decisions-Anna_A.json');
  assert.equal(saved.schema, 'radsift/review/1');
  assert.deepEqual([saved.reader, saved.cohort.id, saved.sample.seed, saved.decisions.length], ['Anna Ä.', 'cmb', 1, 26]);
  assert.match(saved.cohort.hash, /^[0-9a-f]{16}$/);
  assert.equal(saved.decisions.filter((d) => d.decision === 'unsure').length, 1);
  assert.equal(saved.decisions.filter((d) => !d.blind).length, 1);
  const noted = saved.decisions.find((d) => d.note);
  assert.deepEqual([noted.note, noted.decision, noted.reader], ['yes, no & <b>unsure</b>', 'yes', 'Anna Ä.']);
  assert.match(noted.time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  // Saving changes nothing.
  const again = await save(page, () => page.click('#save'), 'decisions-Anna_A.json');
  assert.deepEqual(again.decisions, saved.decisions);

  // A second reader begins anew on the same page, and the first one's decisions stay.
  await become(page, 'Ben');
  assert.equal(await done(page), '0');
  await page.click('#cases li >> nth=0');
  await press(page, ['y', 'n', 'n', ...Array(23).fill('y')]);
  assert.equal(await done(page), '26');
  const second = await save(page, () => page.click('#save'), 'decisions-Ben.json');
  assert.deepEqual(second.decisions.map((d) => d.decision).slice(0, 4), ['yes', 'no', 'no', 'yes']);
  await become(page, 'Anna Ä.');
  assert.equal(await done(page), '26');
  assert.equal(await page.locator('#cases .sign.doubt').count(), 1);
});

// In a browser that knows nothing of it the decisions are read back from the file.
await onPage(file, { colorScheme: 'dark' }, async (page) => {
  assert.equal(await done(page), '0');
  await page.screenshot({ path: join(folder, 'list-dark.png') });
  const give = (path) => page.setInputFiles('#file', path);
  const other = (name, change) => { const copy = structuredClone(saved); change(copy); const path = join(folder, name); writeFileSync(path, JSON.stringify(copy)); return path; };
  const refused = async (path, message) => {
    await give(path);
    await until(async () => message.test(await page.locator('#status').textContent()), true);
    assert.equal(await done(page), '0');
    assert.equal(await page.inputValue('#reader'), '');
  };
  writeFileSync(join(folder, 'broken.json'), '{');
  await refused(join(folder, 'broken.json'), /not JSON/);
  await refused(other('schema.json', (copy) => { copy.schema = 'x'; }), /holds no decisions/);
  await refused(other('cohort.json', (copy) => { copy.cohort.hash = '0'.repeat(16); }), /another cohort/);
  await refused(other('draw.json', (copy) => { copy.sample.seed = 2; }), /another draw/);
  await refused(other('unknown.json', (copy) => { copy.decisions[0].case = 'nobody'; }), /does not know/);

  await give(join(folder, 'decisions-Anna_A.json'));
  await until(() => done(page), '26');
  assert.equal(await page.inputValue('#reader'), 'Anna Ä.');
  await page.selectOption('#by-decision', 'note');
  await page.click('#cases li >> nth=0');

  // A later decision stays when an older file is read.
  await page.selectOption('#by-decision', '');
  await page.click('#cases li >> nth=2');
  await page.click('[data-decision=no]');
  await give(join(folder, 'decisions-Anna_A.json'));
  await until(async () => /26 decisions of Anna Ä. read, 25 of them taken/.test(await page.locator('#status').textContent()), true);
  assert.equal(await page.locator('#cases .sign.doubt').count(), 0);

  // The same by dropping a file on the page.
  const dropped = await page.evaluateHandle((content) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([content], 'decisions-Ben.json', { type: 'application/json' }));
    return transfer;
  }, readFileSync(join(folder, 'decisions-Ben.json'), 'utf8'));
  await page.dispatchEvent('body', 'dragover', { dataTransfer: dropped });
  assert.equal(await page.locator('#drop').isVisible(), true);
  await page.dispatchEvent('body', 'drop', { dataTransfer: dropped });
  await until(() => page.inputValue('#reader'), 'Ben');
  assert.equal(await page.locator('#drop').isVisible(), false);
  assert.equal(await page.locator('#cases .sign.bad').count(), 2);
});
console.log('the review page holds');
