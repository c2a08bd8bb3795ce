/** Brackets, quotes and fences that close as they are typed. */
import { after, before } from 'node:test';
import { casesOn, openSite } from './site.mjs';

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

const cases = casesOn(() => site);

cases('a bracket closes where no word follows, its end is typed over, and Backspace removes both', [
  ['a ‸', '"(b"', 'a (b‸)'],
  ['a ‸', '"(b) c"', 'a (b) c‸'],
  ['a‸', '"[b](c"', 'a[b](c‸)'],
  ['a ‸.', '"{b} c"', 'a {b} c‸.'],
  ['a ‸', '"([{" Backspace', 'a ([‸])'],
  ['a ‸', '"(" Backspace "b"', 'a b‸'],
  ['a ‸b', '"("', 'a (‸b'],
  ['a ‸)', '"b)"', 'a b)‸)'],
  ['a ‸', '"\\(b"', 'a \\(b‸'],
  ['a ‸', '":( b"', 'a :( b‸'],
  ['a ‸', '":-("', 'a :-(‸'],
  ['- ‸', '"[ ] b"', '- [ ] b‸'],
  ['a ⟨b⟩ c', '"("', 'a (⟨b⟩) c'],
]);

cases('quotes and backticks close, but not in words, nor where they end something', [
  ['a ‸', '“"b" c”', 'a "b" c‸'],
  ['a ‸', '“"”', 'a "‸"'],
  ['5‸', '“"”', '5"‸'],
  ['it‸', '"\'s"', "it's‸"],
  ['a "b ‸', '“"”', 'a "b "‸'],
  ['a ‸', '"`b` c"', 'a `b` c‸'],
  ['a ‸b', '"`"', 'a `‸b'],
  ['a `b‸`', '"c"', 'a `bc‸`'],
  ['‸', '"```"', '```‸'],
  ['a ‸', '"``b``"', 'a ``b``‸'],
  ['a ⟨b⟩ c', '"`"', 'a `⟨b⟩` c'],
]);

cases('Enter after the start of a fence brings its end', [
  ['‸', '"```go" Enter "x"', '```go\nx‸\n```'],
  ['‸', '"```" Enter "x"', '```\nx‸\n```'],
  ['a\n\n‸\n\nb', '"~~~~" Enter', 'a\n\n~~~~\n‸\n~~~~\n\nb'],
  ['> ‸', '"```go" Enter "x"', '> ```go\n> x‸\n> ```'],
  ['- ‸', '"```go" Enter "x"', '- ```go\n  x‸\n  ```'],
  ['1. a\n\n   ‸', '"```go" Enter "x"', '1. a\n\n   ```go\n   x‸\n   ```'],
  ['‸\n\n```py\ny\n```', '"```go" Enter "x"', '```go\nx‸\n```\n\n```py\ny\n```'],
]);

cases('and brings none where the fence has an end', [
  ['```go‸\nx\n```', 'Enter', '```go\n‸\nx\n```'],
  ['```go\nx\n```‸', 'Enter "y"', '```go\nx\n```\ny‸'],
  ['```go\nx\n```‸\n\n```py\ny\n```', 'Enter "z"', '```go\nx\n```\nz‸\n\n```py\ny\n```'],
  ['~~~md\n```go‸\n~~~', 'Enter "y"', '~~~md\n```go\ny‸\n~~~'],
  ['---\na: |\n  ```‸\n---\n', 'Enter "b"', '---\na: |\n  ```\n  b‸\n---\n'],
  ['a ```b‸', 'Enter', 'a ```b\n‸'],
]);

cases('the end of a fence can be typed over', [
  ['‸', '"```go" Enter "x" Enter "```" Enter "y"', '```go\nx\n```\ny‸'],
  ['> ‸', '"~~~" Enter "x" Enter "~~~"', '> ~~~\n> x\n> ~~~‸'],
  ['‸', '"```go" Enter "x" Enter "``"', '```go\nx\n``‸\n```'],
  ['```go\n‸\n```', '"```"', '```go\n```‸\n```'],
]);
