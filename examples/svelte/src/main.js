import { mount } from 'svelte';
import '../../shared/page.css';
import Writer from './Writer.svelte';

mount(Writer, { target: document.querySelector('#app') });
