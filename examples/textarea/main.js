import { connect } from 'draftpane/textarea';
import 'draftpane/element';
import post from '../shared/post.md?raw';
import '../shared/page.css';

const field = document.querySelector('textarea');
const pane = document.querySelector('draft-pane');

field.value = post;
connect(field, pane);
