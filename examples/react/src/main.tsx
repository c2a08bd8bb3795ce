import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import post from '../../shared/post.md?raw';
import '../../shared/page.css';
import { Writer } from './Writer';

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Writer initial={post} />
  </StrictMode>,
);
