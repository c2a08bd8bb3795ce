/** Lists as they are typed: they go on, end, nest and come out again, with right numbers and indentation. */
import { after, before, test } from 'node:test';
import { casesOn, comes, marked, openSite, place } from './site.mjs';

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

const cases = casesOn(() => site);

cases('Enter goes on with an item, and ends the list at an empty one', [
  ['- a‸', 'Enter "b"', '- a\n- b‸'],
  ['- a‸', 'Enter "b" Enter Enter "after"', '- a\n- b\n\nafter‸'],
  ['1. a‸', 'Enter "b" Enter Enter "after"', '1. a\n2. b\n\nafter‸'],
  ['3) a‸', 'Enter Enter "after"', '3) a\n\nafter‸'],
  ['- [x] a‸', 'Enter "b" Enter Enter "after"', '- [x] a\n- [ ] b\n\nafter‸'],
  ['- a\n\n- b‸', 'Enter Enter "after"', '- a\n\n- b\n\nafter‸'],
  ['> - a‸', 'Enter Enter "after"', '> - a\n>\n> after‸'],
  ['- a‸\n- c', 'Enter Enter "x"', '- a\n\nx‸\n\n- c'],
  ['1. a‸\n2. c', 'Enter "b"', '1. a\n2. b‸\n3. c'],
  ['‸', '"- " Enter "x"', 'x‸'],
  ['text‸', 'Enter "x"', 'text\nx‸'],
  ['> a‸', 'Enter "b" Enter Enter Enter "x"', '> a\n> b\n\nx‸'],
]);

cases('an empty nested item comes out by one level at each Enter', [
  ['- a\n  - b‸', 'Enter Enter "c"', '- a\n  - b\n- c‸'],
  ['- a\n  - b‸', 'Enter Enter Enter "after"', '- a\n  - b\n\nafter‸'],
  ['1. a\n   1. b‸', 'Enter Enter "c"', '1. a\n   1. b\n2. c‸'],
  ['- a\n  - b\n    - c‸', 'Enter Enter Enter "d"', '- a\n  - b\n    - c\n- d‸'],
  ['- [ ] a\n  - [ ] b‸', 'Enter Enter "c"', '- [ ] a\n  - [ ] b\n- [ ] c‸'],
  ['1. a\n   - b‸\n2. d', 'Enter Enter "c"', '1. a\n   - b\n2. c‸\n3. d'],
]);

cases('Tab makes an item a child of the one before it', [
  ['- a‸', 'Enter Tab "b"', '- a\n  - b‸'],
  ['1. a‸', 'Enter Tab "b"', '1. a\n   1. b‸'],
  ['1. a‸', 'Enter Tab "b" Enter "c"', '1. a\n   1. b\n   2. c‸'],
  ['9. a\n10. b\n11. c‸', 'Tab', '9. a\n10. b\n    1. c‸'],
  ['1. a\n2. b‸\n3. c\n4. d', 'Tab', '1. a\n   1. b‸\n2. c\n3. d'],
  ['1. a\n   1. x\n2. b‸', 'Tab', '1. a\n   1. x\n   2. b‸'],
  ['- a\n- b‸\n  more\n\n  > quoted\n- c', 'Tab', '- a\n  - b‸\n    more\n\n    > quoted\n- c'],
  ['- a\n- ⟨b\n- c⟩\n- d', 'Tab', '- a\n  - ⟨b\n  - c⟩\n- d'],
  ['- [ ] a\n- [ ] b‸', 'Tab', '- [ ] a\n  - [ ] b‸'],
  ['> 1. a\n> 2. b‸', 'Tab', '> 1. a\n>    1. b‸'],
  ['> 1. a\n>    1. x\n> 2. b‸', 'Tab', '> 1. a\n>    1. x\n>    2. b‸'],
  ['*   a\n*   b‸', 'Tab', '*   a\n    *   b‸'],
  ['- a‸', 'Tab', '- a‸'],
  ['text‸', 'Tab', '  text‸'],
]);

cases('Shift-Tab takes it out again', [
  ['- a\n  - b‸', 'Shift+Tab', '- a\n- b‸'],
  ['1. a\n   1. b‸\n2. c', 'Shift+Tab', '1. a\n2. b‸\n3. c'],
  ['1. a\n   1. b‸\n   2. x\n2. c', 'Shift+Tab', '1. a\n2. b‸\n   1. x\n3. c'],
  ['9. a\n   - b‸\n   - x', 'Shift+Tab', '9. a\n10. b‸\n    - x'],
  ['- a\n  - ⟨b\n  - c⟩', 'Shift+Tab', '- a\n- ⟨b\n- c⟩'],
  ['1. a\n2. b‸', 'Tab Shift+Tab', '1. a\n2. b‸'],
]);

test('each of these is one step of undo', () => site.visit(async ({ page }) => {
  await place(page, '1. a\n2. b‸\n3. c');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Control+z');
  await comes(() => marked(page), '1. a\n2. b‸\n3. c');
}));
