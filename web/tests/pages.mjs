// The pages in a real browser, on the example register: what they show, both clocks, the proof, reading, keyboard
// alone, screen reader rules (axe), light and dark, narrow and wide, print; no error, no request to anywhere else.
//
//   node web/tests/pages.mjs build/release/servanda [/usr/bin/chromium] [--shots FOLDER]
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Validator } from '@seriousme/openapi-schema-validator';
import { chromium } from 'playwright-core';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const program = resolve(process.argv[2] ?? join(root, 'build/release/servanda'));
const browserPath = process.argv[3] ?? '/usr/bin/chromium';
const axe = readFileSync(join(root, 'web/node_modules/axe-core/axe.min.js'), 'utf8');
const shots = process.argv.includes('--shots') ? process.argv[process.argv.indexOf('--shots') + 1] : '';

const folder = mkdtempSync(join(tmpdir(), 'servanda-pages-'));
const register = join(folder, 'register');
cpSync(join(root, 'examples/register'), register, { recursive: true });
// HTML in every field that a page shows.
const evil = '<img src=x onerror=document.title=1><script>document.title=2</script>';
writeFileSync(join(register, 'evil.treaty'), `source evil-source
  title      "${evil}"
  publisher  "${evil}"
  published  2025-06-01
  authority  press

treaty evil "${evil}"
  parties    RUS, IRN
  force      on signature
  from evil-source

2025-06-01 sign evil by RUS (${'<b>a</b>'}, president), IRN at ${'<i>Moscow</i>'}
  from evil-source
`);

// What waits for review, and who may decide.
const inbox = join(folder, 'inbox');
mkdirSync(inbox);
cpSync(join(root, 'examples/dispatches/russia-iran-2025-03-26.txt'), join(inbox, 'agency.txt'));
const env = { ...process.env, SERVANDA_TODAY: '2026-01-15', TZ: 'UTC' };
execFileSync(program, ['watch', inbox, '--into', register, '--once', '--publisher', 'Agency', '--published', '2025-03-26'], { env });
const tokens = join(folder, 'tokens.json');
const editor = execFileSync(program, ['token', 'new', '--tokens', tokens, '--name', 'Anna', '--role', 'editor'], { env, stdio: ['ignore', 'pipe', 'ignore'] }).toString().trim();

const server = spawn(program, ['serve', '--register', register, '--tokens', tokens, '--port', '0', '--pages', join(root, 'web/dist')], {
  env, stdio: ['ignore', 'pipe', 'inherit'],
});
const base = await new Promise((found, failed) => {
  server.stdout.once('data', (text) => found(/(http:\/\/[^/]+)\//.exec(text)[1]));
  server.once('exit', (code) => failed(new Error(`the server ended with ${code}`)));
});
const browser = await chromium.launch({ executablePath: browserPath, args: ['--no-sandbox', '--disable-gpu'] });

let passed = 0;
const failures = [];
async function test(name, act, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1100, height: 900 }, acceptDownloads: true, ...options });
  const page = await context.newPage();
  const faults = [];
  page.on('console', (message) => { if (['error', 'warning'].includes(message.type()) && !options.refusals) faults.push(`console: ${message.text()}`); });
  page.on('pageerror', (error) => faults.push(`page: ${error.message}`));
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (!['data:', 'blob:'].includes(url.protocol) && url.origin !== base) faults.push(`a request to ${url.origin}`);
  });
  page.setDefaultTimeout(20000);
  try {
    await act(page);
    assert.deepEqual(faults, []);
    passed += 1;
  } catch (error) {
    failures.push(`${name}: ${error.message}`);
    if (shots) await page.screenshot({ path: join(shots, `failed-${failures.length}.png`), fullPage: true }).catch(() => {});
  }
  await context.close();
}
async function open(page, path) {
  await page.goto(base + path);
  await page.waitForFunction(() => document.querySelector('main h1') && !document.querySelector('[aria-busy=true]'));
}
async function settled(page) {
  await page.waitForFunction(() => !document.querySelector('[aria-busy=true]'));
}

const treaty = '/treaties/ru-ir-2025?on=2025-12-02&known=2025-12-03';
const views = [
  ['home', '/?on=2025-10-02&known=2025-10-02&days=365'], ['treaty', treaty],
  ['treaty with readings', '/treaties/ru-ir-2001?on=2021-03-20&known=2021-03-20'],
  ['treaty of many', '/treaties/cfe-1990?on=2023-11-08'], ['treaty with HTML', '/treaties/evil'],
  ['certificate', '/treaties/ru-ir-2025/certificate?on=2025-12-02&known=2025-12-03'],
  ['treaties', '/treaties'], ['states', '/states'], ['state', '/states/RUS'], ['two states', '/states/RUS/IRN?on=2025-12-02'],
  ['calendar', '/calendar?on=2021-01-01&known=2021-03-20'], ['sources', '/sources'],
  ['network', '/network?on=2025-12-02'], ['compare', '/compare?a=ru-ir-2001&b=ru-ir-2025'], ['read', '/read'],
  ['review', '/review?all=true'], ['search', '/search?q=strategic+partnership'], ['search with facets', '/search?state=RUS&act=sign'],
  ['map of a treaty', '/?map=treaty:cfe-1990&on=2022-01-01'], ['map of a state', '/?map=state:RUS'],
];
for (const [name, path] of views) {
  for (const [kind, options] of [['light, wide', {}], ['dark, narrow', { colorScheme: 'dark', viewport: { width: 360, height: 740 } }]]) {
    await test(`${name} (${kind}): no violation of axe, nothing sticks out`, async (page) => {
      await open(page, path);
      await page.evaluate(axe);
      const found = await page.evaluate(async () => {
        const result = await globalThis.axe.run(document, { resultTypes: ['violations'] });
        return result.violations.map((one) => `${one.id}: ${one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | ')}`);
      });
      assert.deepEqual(found, []);
      const [wide, seen] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      assert.ok(wide <= seen, `the page is ${wide} wide in a window of ${seen}`);
      assert.ok(!/undefined|\[object|NaN/.test(await page.locator('main').innerText()), 'undefined, NaN or an object is shown');
    }, options);
  }
}

await test('the verdict follows both clocks', async (page) => {
  await open(page, '/treaties/ru-ir-2025?on=2025-08-01&known=2025-07-20');
  assert.match(await page.locator('.sentence').innerText(), /Whether it was in force is unknown/);
  await page.getByLabel('As known on, as a date').fill('2025-10-03');
  await page.getByText('On 1 August 2025 this treaty was not in force').waitFor();
  assert.match(page.url(), /on=2025-08-01&known=2025-10-03/);
  await page.getByLabel('The day asked about: the event after').click();
  await page.getByText('On 2 September 2025 this treaty was not in force').waitFor();
  await page.getByLabel('The day asked about: the event after').click();
  await page.waitForURL(/on=2025-10-02/);
  await page.getByText('On 2 October 2025 this treaty was in force').waitFor();
  // One day back by the slider's keys.
  await page.getByLabel('The day asked about when it is so').focus();
  await page.keyboard.press('ArrowLeft');
  await page.getByText('On 1 October 2025 this treaty was not in force').waitFor();
});
await test('the proof unfolds to the words of its sources, and is checked again', async (page) => {
  await open(page, '/treaties/ru-kp-2024?on=2024-12-05&known=2024-12-06');
  await page.getByRole('button', { name: 'Why?' }).click();
  await page.getByText('Vienna Convention on the Law of Treaties, articles 26').first().waitFor();
  await page.getByText('The treaty enters into force on 4 December 2024').click();
  await page.getByRole('button', { name: 'Check this proof again' }).click();
  await page.getByText(/It holds: \d+ steps/).waitFor();
});
await test('a dispatch is read, its statements marked, decided by keyboard', async (page) => {
  await open(page, '/read');
  const text = readFileSync(join(root, 'examples/dispatches/russia-iran-2025-03-26.txt'), 'utf8');
  await page.getByLabel('Paste the text').fill(`${text}\n${evil}\n`);
  await page.getByLabel('Published').fill('2025-03-26');
  await page.getByRole('button', { name: 'Read' }).click();
  const list = page.getByRole('listbox');
  await list.waitFor();
  const count = await page.getByRole('option').count();
  assert.ok(count > 10, `${count} statements`);
  assert.equal(await page.locator('.text').innerText().then((shown) => shown.includes(evil)), true);
  // What is marked are the words of the statement, though bytes and characters differ.
  assert.equal(await page.locator('mark.on').first().innerText(), 'Comprehensive Strategic Partnership Treaty between Russia and Iran');
  await list.focus();
  for (const key of ['a', 'r', 'j', 'k', 'a']) await page.keyboard.press(key);
  assert.equal(await page.locator('li.accepted').count(), 2);
  assert.equal(await page.locator('li.rejected').count(), 1);
  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the 2 accepted' }).click();
  const saved = readFileSync(await (await waiting).path(), 'utf8').trim().split('\n');
  assert.equal(saved.length, 2);
  assert.equal(JSON.parse(saved[0]).fact.kind, 'treaty');
});
await test('nothing of what a register says becomes HTML', async (page) => {
  await open(page, '/treaties/evil');
  assert.equal(await page.locator('main img, main script').count(), 0);
  assert.ok((await page.locator('h1').innerText()).includes('<img src=x'));
  assert.match(await page.title(), /<img src=x/);
});
await test('a treaty that is not there: what was meant', async (page) => {
  await page.goto(`${base}/treaties/ru-ri-2025`);
  await page.getByText('did you mean "ru-ir-2025"?').waitFor();
}, { refusals: true });
await test('keyboard alone: from home to a treaty and its proof', async (page) => {
  await open(page, '/');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'To the page');
  await page.getByLabel('Find a treaty').focus();
  await page.keyboard.type('strategic iran');
  await page.getByText(/^\d+ of \d+ treaties$/).waitFor();
  await page.getByText(/^All (more than )?\d+ statements$/).waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/search\?q=strategic\+iran/);
  await settled(page);
  for (let i = 0; i < 40; i += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate(() => document.activeElement.getAttribute('href')?.startsWith('/treaties/ru-ir-2025'))) break;
  }
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/treaties\/ru-ir-2025/);
  await page.getByRole('button', { name: 'Why?' }).waitFor();
  for (let i = 0; i < 40; i += 1) {
    await page.keyboard.press('Tab');
    if ((await page.evaluate(() => document.activeElement.textContent)) === 'Why?') break;
  }
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Check this proof again' }).waitFor();
});
await test('back and forward keep view and days', async (page) => {
  await open(page, '/states/RUS?on=2025-12-02');
  await page.getByRole('link', { name: 'Iran', exact: true }).click();
  await page.waitForURL(/\/states\/RUS\/IRN\?on=2025-12-02/);
  await settled(page);
  assert.match(await page.locator('main').innerText(), /Binds them to each other on 2 December 2025/);
  await page.goBack();
  await page.waitForURL(/\/states\/RUS\?on=2025-12-02/);
  assert.equal(await page.locator('h1').innerText(), 'Russia');
});
await test('a picture is saved as SVG and PNG, its table as CSV', async (page) => {
  await open(page, treaty);
  const saved = async (name) => {
    const waiting = page.waitForEvent('download');
    await page.locator('figure').getByRole('button', { name, exact: true }).click();
    return readFileSync(await (await waiting).path());
  };
  const svg = (await saved('SVG')).toString();
  assert.ok(svg.startsWith('<svg') && svg.includes('signed at Moscow') && !svg.includes('var(--'));
  assert.equal((await saved('PNG')).subarray(1, 4).toString(), 'PNG');
  const csv = (await saved('CSV')).toString();
  assert.match(csv, /^date,what,state,detail,computed,reading\r\n/);
  assert.match(csv, /2025-10-02,enters into force/);
});
await test('the certificate prints to two pages at most', async (page) => {
  await open(page, '/treaties/ru-ir-2025/certificate?on=2025-12-02&known=2025-12-03');
  const pdf = (await page.pdf({ format: 'A4', margin: { top: '18mm', bottom: '18mm', left: '20mm', right: '20mm' } })).toString('latin1');
  const pages = pdf.match(/\/Type\s*\/Page[^s]/g)?.length ?? 0;
  assert.ok(pages >= 1 && pages <= 2, `${pages} pages`);
});
await test('search: other scripts, marked words, facets that narrow, feeds of what is found', async (page) => {
  await open(page, '/search?q=%D0%9F%D0%B5%D0%B7%D0%B5%D1%88%D0%BA%D0%B8%D0%B0%D0%BD');
  await page.locator('mark', { hasText: /^Pezeshkian$/ }).first().waitFor();
  const count = async () => Number((await page.locator('main [role=status]').innerText()).match(/\d+/)[0]);
  await open(page, '/search?q=russia');
  const before = await count();
  // The last value of the facet "What" is borne by some and not by all.
  await page.getByRole('complementary').getByRole('list').nth(1).getByRole('link').last().click();
  await page.waitForURL(/q=russia&\w+=/);
  await settled(page);
  assert.ok((await count()) < before, 'a facet narrows');
  const feed = await page.getByRole('link', { name: 'What falls due (iCalendar)' }).getAttribute('href');
  const calendar = await page.request.get(base + feed);
  assert.match(await calendar.text(), /^BEGIN:VCALENDAR/);
});
await test('review: accept, amend and reject by keyboard, with the words in their text', async (page) => {
  await open(page, '/review');
  const list = page.getByRole('listbox');
  await list.waitFor();
  const waiting = async () => Number((await page.locator('main [role=status]').innerText()).match(/^\d+/)[0]);
  const before = await waiting();
  assert.ok(before > 5, `${before} wait`);
  await page.getByLabel('Token').fill(editor);
  await list.focus();
  await page.locator('.text mark.on').first().waitFor();
  assert.ok((await page.locator('.text').innerText()).length > 1000, 'the whole document is shown');
  await page.keyboard.press('a');
  await page.getByText(new RegExp(`^${before - 1} waiting. Accepted`)).waitFor();
  // A rejection asks for its reason; Escape takes it back.
  await page.keyboard.press('r');
  await page.getByLabel('Why is it rejected?').waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('r');
  await page.getByLabel('Why is it rejected?').waitFor();
  await page.keyboard.type('a rumour');
  await page.keyboard.press('Enter');
  await page.getByText(new RegExp(`^${before - 2} waiting. Rejected`)).waitFor();
  await page.keyboard.press('e');
  const entry = page.getByLabel('The statement, as the journal writes it');
  await entry.waitFor();
  await entry.fill('no journal');
  await page.getByRole('button', { name: 'Amend' }).click();
  await page.getByRole('alert').waitFor();
  await list.focus();
  await page.keyboard.press('e');
  await entry.fill('2025-03-26 submit ru-ir-2025 by RUS (Vladimir Putin, president) to State Duma');
  await page.getByRole('button', { name: 'Amend' }).click();
  await page.getByText(new RegExp(`^${before - 3} waiting. Amended`)).waitFor();
  const kept = JSON.parse(execFileSync(program, ['review', '--all', '--register', register, '--format', 'json'], { env }).toString());
  const decided = kept.proposals.filter((one) => one.decided).map((one) => `${one.decided.decision} by ${one.decided.by}`).sort();
  assert.deepEqual(decided, ['accept by Anna', 'reject by Anna', 'supersede by Anna']);
}, { refusals: true });
await test('a wrong token decides nothing, and says so', async (page) => {
  await open(page, '/review');
  await page.getByRole('listbox').waitFor();
  await page.getByLabel('Token').fill('servanda_wrong');
  await page.getByRole('listbox').focus();
  await page.keyboard.press('a');
  await page.getByText('this token is not known, or was revoked').waitFor();
}, { refusals: true });
await test('the text of a treaty is read, amended and goes into the register', async (page) => {
  await open(page, '/read');
  const text = 'TREATY ON FRIENDSHIP BETWEEN FRANCE AND GERMANY\n\nArticle 1\nThe Parties shall live in peace.\n\nArticle 2\nThis Treaty shall enter into force on the date of the exchange of the instruments of ratification.\n\nArticle 3\nThis Treaty shall remain in force for ten years.\n';
  await page.getByLabel('It is').selectOption('treaty');
  await page.getByLabel('Paste the text').fill(text);
  await page.getByLabel('Published').fill('2025-03-26');
  await page.getByRole('button', { name: 'Read' }).click();
  const list = page.getByRole('listbox');
  await list.waitFor();
  const count = await page.getByRole('option').count();
  assert.ok(count >= 3, `${count} statements`);
  await list.focus();
  for (let i = 0; i < count; i += 1) await page.keyboard.press('a');
  await page.getByLabel('Name of the source').fill('friendship');
  await page.getByLabel('Token').fill(editor);
  await page.getByRole('button', { name: 'Into the register' }).click();
  await page.getByText(/statements from friendship are in the register/).waitFor();
  await page.locator('main [role=status] a').first().click();
  await settled(page);
  await page.getByText(/was not in force|is not in force/).first().waitFor();
  assert.match(await page.locator('main').innerText(), /exchange/);
});
await test('the map answers a chosen question, and is saved with its table', async (page) => {
  await open(page, '/?on=2026-01-01');
  const figure = page.locator('figure');
  await figure.locator('path.n-a, path.n-b, path.n-c, path.n-d').first().waitFor();
  await page.getByLabel('Question').selectOption('treaty:cfe-1990');
  await page.waitForURL(/map=treaty(%3A|:)cfe-1990/);
  await figure.locator('path.yes').first().waitFor();
  await figure.getByText('The same as a table').click();
  assert.match(await figure.getByRole('region').innerText(), /\w+\s+Bound/);
  const waiting = page.waitForEvent('download');
  await figure.getByRole('button', { name: 'CSV' }).click();
  assert.match(readFileSync(await (await waiting).path(), 'utf8'), /[A-Z]{3},\w+,Bound/);
});
await test('a treaty of many: who is bound, and why', async (page) => {
  await open(page, '/treaties/cfe-1990?on=2023-11-08');
  const table = page.getByRole('region', { name: 'Parties', exact: true });
  assert.match(await table.innerText(), /Germany\s+. Bound\s+In force since 9 November 1992/);
  assert.match(await table.innerText(), /Russia\s+. Not bound\s+It no longer binds Russia/);
  assert.match(await page.locator('main').innerText(), /1 state is bound, as far as the record goes/);
});
await test('the description of the interface is valid OpenAPI 3.1', async () => {
  const validator = new Validator();
  const found = await validator.validate(await (await fetch(`${base}/api/v1/openapi.json`)).json());
  assert.deepEqual([found, validator.version], [{ valid: true }, '3.1']);
});

await test('a list that goes on shows more when asked', async (page) => {
  await page.route('**/api/v1/treaties?*', async (route) => {
    const url = new URL(route.request().url());
    url.searchParams.set('limit', '3');
    await route.fulfill({ response: await route.fetch({ url: url.href }) });
  });
  await open(page, '/treaties');
  const rows = page.getByRole('region', { name: 'Treaties' }).getByRole('row');
  assert.equal(await rows.count(), 4);
  await page.getByRole('button', { name: /Show more of \d+/ }).click();
  await page.waitForFunction(() => document.querySelectorAll('table tr').length === 7);
  assert.match(await page.getByRole('status').first().innerText(), /6 of the first 6 treaties/);
});

await test('the network of one state', async (page) => {
  await open(page, '/network?on=2025-12-31');
  const before = await page.locator('figure svg path').count();
  await page.getByLabel(/^Of/).selectOption({ label: 'Iran' });
  await page.waitForURL(/state=IRN/);
  const after = await page.locator('figure svg path').count();
  assert.ok(after > 0 && after < before, `${after} of ${before} pairs`);
  assert.equal(await page.getByRole('region', { name: 'Pairs of states' }).getByRole('row').filter({ hasNotText: 'Iran' }).count(), 1);
});

await test('the network goes through the years', async (page) => {
  await open(page, '/network?on=2025-12-31');
  await page.getByRole('button', { name: '‹ a year back' }).click();
  await page.waitForURL(/on=2024-12-31/);
  await settled(page);
  await page.getByRole('button', { name: 'Play the years' }).click();
  await page.waitForURL(/on=2025-12-31/);
  await page.waitForURL((url) => !url.search.includes('on='));
});
await test('calendar: a link to subscribe for each state', async (page) => {
  await open(page, '/calendar');
  await page.getByLabel(/^Of/).selectOption('RUS');
  const feed = await page.getByRole('link', { name: 'Calendar (iCalendar)' }).getAttribute('href');
  assert.equal(feed, '/feeds/states/RUS/calendar.ics');
});
await test('sources: how claims turned out', async (page) => {
  await open(page, '/sources');
  const table = await page.getByRole('region', { name: 'Outcome of claims by outlet' }).innerText();
  assert.match(table, /bne IntelliNews\s+\d+\s+[1-9]\d*\s+\d+/);
  assert.match(table, /News Arena India\s+[1-9]\d*\s+\d+\s+\d+/);
});

if (shots) {
  const pictured = [
    ['treaty', treaty, {}], ['home', '/?on=2025-10-02&known=2025-10-02&days=365', {}], ['review', '/review', {}],
    ['search', '/search?q=strategic+partnership', {}], ['network', '/network?on=2025-12-02', {}],
  ];
  for (const [name, path, options] of pictured) {
    const context = await browser.newContext({ viewport: { width: 1000, height: 1150 }, ...options });
    const page = await context.newPage();
    await open(page, path);
    await page.screenshot({ path: join(shots, `page-${name}.png`) });
    if (name === 'home') await page.locator('figure').screenshot({ path: join(shots, 'page-map.png') });
    await context.close();
  }
}
await browser.close();
server.removeAllListeners('exit');
const ended = new Promise((done) => server.once('exit', done));
server.kill('SIGTERM');
if ((await ended) !== 0) failures.push('the server did not end cleanly');
rmSync(folder, { recursive: true });
for (const failure of failures) console.error(failure);
console.log(`${passed} passed, ${failures.length} failed`);
process.exit(failures.length ? 1 : 0);
