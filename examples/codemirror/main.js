import { markdown } from '@codemirror/lang-markdown';
import { yamlFrontmatter } from '@codemirror/lang-yaml';
import { lintGutter, setDiagnostics } from '@codemirror/lint';
import { basicSetup, EditorView } from 'codemirror';
import { draftPane } from 'draftpane/codemirror';
import 'draftpane/element';
import post from '../shared/post.md?raw';
import '../shared/page.css';
import './editor.css';

const pane = document.querySelector('draft-pane');

new EditorView({
  parent: document.querySelector('#editor'),
  doc: post,
  extensions: [
    basicSetup,
    lintGutter(),
    EditorView.lineWrapping,
    yamlFrontmatter({ content: markdown() }),
    // With `setDiagnostics`, what is wrong with the post is underlined, and mended by a click.
    draftPane(pane, { setDiagnostics }),
  ],
});
