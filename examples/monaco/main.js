import { connect } from 'draftpane/monaco';
import 'draftpane/element';
import * as monaco from 'monaco-editor';
import EditorWorker from 'monaco-editor/editor/editor.worker?worker';
import post from '../shared/post.md?raw';
import '../shared/page.css';

self.MonacoEnvironment = { getWorker: () => new EditorWorker() };

const editor = monaco.editor.create(document.querySelector('#editor'), {
  value: post,
  language: 'markdown',
  automaticLayout: true,
  minimap: { enabled: false },
  wordWrap: 'on',
});

// With `monaco`, what is wrong with the post becomes markers, and their fixes quick fixes.
connect(editor, document.querySelector('draft-pane'), { monaco });
