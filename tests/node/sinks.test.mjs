/** The gate against HTML sinks sees each of them, in either language, and nothing else. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sinksIn } from '../../scripts/sinks.mjs';

const sinks = `
  element.innerHTML = text;
  element['outerHTML'] = text;
  element.insertAdjacentHTML('beforeend', text);
  range.createContextualFragment(text);
  element.setHTMLUnsafe(text);
  element.setHTML(text);
  Document.parseHTMLUnsafe(text);
  new DOMParser().parseFromString(text, 'text/html');
  new XSLTProcessor();
  document.write(text);
  document.writeln(text);
  frame.srcdoc = text;
  <iframe srcdoc="">
  document.execCommand('insertHTML', false, text);
  document.execCommand(name, false, text);
  trustedTypes.createPolicy('p', {});
  eval(text);
  new Function('return 1');
  Function(text)();
  setTimeout('run()', 1);
  element.set_inner_html(text);
  element.set_outer_html(text);
  element.insert_adjacent_html("beforeend", text);
  range.create_contextual_fragment(text);
  web_sys::DomParser::new();
  parser.parse_from_string(text, kind);
  frame.set_srcdoc(text);
  js_sys::eval(text);
  js_sys::Function::new_no_args(text);
  "DomParser",
`;

const harmless = `
  element.textContent = text;
  element.append(document.createTextNode(text));
  write!(out, "{text}");
  document.querySelector('p');
  /** @param {Function} call */
  setTimeout(() => run(), 1);
  let html = draft.html();
  Evaluate (in prose), medieval (too).
  fn parse(text: &str) -> Html {
  import { render } from './engine.js';
  pane.innerText
  document.execCommand('insertText', false, text);
`;

/** @param {string} text */
const linesOf = (text) => text.split('\n').flatMap((line, index) => (line.trim() ? [{ line: index + 1, text: line.trim() }] : []));

for (const { line, text } of linesOf(sinks)) {
  test(`a sink: ${text}`, () => assert.deepEqual(sinksIn(sinks).map((place) => place.line).filter((at) => at === line), [line]));
}
for (const { line, text } of linesOf(harmless)) {
  test(`harmless: ${text}`, () => assert.ok(!sinksIn(harmless).some((place) => place.line === line)));
}
