import 'draftpane/element';
import { math } from 'draftpane/enhance/math';
import { ask } from './model.js';
import '../shared/page.css';
import './stream.css';

const form = document.querySelector('form');
const button = form.querySelector('button');
const pane = document.querySelector('draft-pane');

pane.enhance('math', math());

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  button.disabled = true;
  pane.value = '';
  pane.streaming = true;
  try {
    // Elsewhere: const { body } = await fetch('/answer', { method: 'POST', body: new FormData(form) });
    const body = ask(new FormData(form).get('question'));
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) pane.append(chunk.value);
  } finally {
    // From here on, the preview is what a full parse of the text gives.
    pane.streaming = false;
    button.disabled = false;
  }
});
