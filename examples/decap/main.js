import 'draftpane/element';
import { preview } from './preview.js';
import post from '../shared/post.md?raw';

const { CMS } = window;

CMS.registerPreviewTemplate('posts', preview);
CMS.registerPreviewStyle('body { margin: 0 }', { raw: true });

// The content of the backend `test-repo`.
window.repoFiles = { posts: { 'cold-kitchen.md': { content: post } } };
CMS.init();
