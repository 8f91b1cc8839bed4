// The page of `eval` from end to end: node eval.mjs PAGE FOLDER. Leaves pictures in FOLDER.
import { join } from 'node:path';
import { assert, ground, inView, onPage, text, until } from './lib.mjs';

const [file, folder] = process.argv.slice(2);
const column = (page, n) => page.locator(`#findings tbody tr :nth-child(${n})`).evaluateAll((cells) => cells.filter((cell) => cell.parentElement.matches('tr')).map((cell) => cell.dataset.sort ?? cell.textContent.trim()));
const sorted = (values, direction) => [...values].sort((a, b) => direction * (Number(a) - Number(b)));

await onPage(file, { colorScheme: 'light' }, async (page) => {
  // The finding with most errors is open, with its errors in their sentences.
  const first = (await column(page, 1))[0];
  assert.equal(await page.getAttribute('#findings tbody tr >> nth=0', 'aria-selected'), 'true');
  assert.equal(await text(page, '#errors-title'), `Errors of ${first}: ${(await column(page, 2))[0]}`);
  assert.equal(await page.locator('article.error:visible').count(), Number((await column(page, 2))[0]));
  assert.ok(await page.locator('article.error:visible mark').count() > 0);
  await page.screenshot({ path: join(folder, 'eval.png') });

  // Headings sort by click and by key, numbers as numbers.
  const f1 = page.locator('#findings thead th', { hasText: 'F1' });
  await f1.locator('button').click();
  assert.equal(await f1.getAttribute('aria-sort'), 'descending');
  const values = await column(page, 8);
  assert.deepEqual(values, sorted(values, -1));
  await f1.locator('button').focus();
  await page.keyboard.press('Enter');
  assert.equal(await f1.getAttribute('aria-sort'), 'ascending');
  assert.deepEqual(await column(page, 8), sorted(values, 1));
  const right = page.locator('#findings thead th', { hasText: 'right' });
  await right.locator('button').click();
  assert.equal(await f1.getAttribute('aria-sort'), 'none');
  const counts = await column(page, 3);
  assert.deepEqual(counts, sorted(counts, -1));
  await page.locator('#findings thead th', { hasText: 'finding' }).locator('button').click();
  const names = await column(page, 1);
  assert.deepEqual(names, [...names].sort());

  // Keys and clicks select, the filter hides.
  await page.evaluate(() => document.activeElement.blur());
  await page.fill('#filter', names[2]);
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press('j');
  assert.match(await text(page, '#errors-title'), new RegExp(`^Errors of .*${names[2]}`));
  await page.fill('#filter', '');
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press('e');
  assert.ok((await page.locator('#findings tbody tr:visible td:nth-child(2)').allInnerTexts()).every((errors) => errors !== '0'));
  await page.click('#findings tbody tr:visible .pick');
  const link = page.locator('article.error:visible a').first();
  const report = await link.innerText();
  await link.click();
  await until(() => inView(page, `details.report[data-report="${report}"] summary`), true);
  assert.equal(await page.getAttribute(`details.report[data-report="${report}"]`, 'open'), '');
  await page.screenshot({ path: join(folder, 'eval-report.png') });
  await page.evaluate(() => scrollTo(0, 0));
  await page.keyboard.press('t');
  await page.screenshot({ path: join(folder, 'eval-dark.png') });
  await page.pdf({ path: join(folder, 'eval.pdf'), format: 'A4' });
});

// The theme of the system counts where none was chosen.
const grounds = [];
for (const colorScheme of ['light', 'dark']) {
  await onPage(file, { colorScheme }, async (page) => { grounds.push(await ground(page)); });
}
assert.notEqual(grounds[0], grounds[1]);
console.log('the page of eval holds');
