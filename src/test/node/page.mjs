// Opens a page in a headless Chromium and says "open"; then says, for each line that it is given,
// what the page shows: its state, and the rows of its table without their times. It ends with its
// standard input.
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';

const [executablePath, url] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic'],
});
const page = await browser.newPage();
await page.goto(url);
console.log('open');

for await (const _ of createInterface({ input: process.stdin })) {
  const shown = await page.evaluate(() => {
    const rows = [...document.querySelectorAll('tbody tr')].map((row) =>
      [...row.cells].filter((cell) => !cell.querySelector('time')).map((cell) => cell.textContent),
    );
    return [document.querySelector('output').value, ...rows.map((cells) => cells.join(' '))];
  });
  console.log(shown.join('; '));
}
await browser.close();
