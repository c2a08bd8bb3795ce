import init, { renderToString } from 'draftpane/server';
import { POST } from '../../post.js';

// Written once, while building.
export default async function Page() {
  await init();
  return <div dangerouslySetInnerHTML={{ __html: renderToString(POST, { flavor: 'gfm', locale: 'en-GB' }) }} />;
}
